// Each chart's numbers stand as JSON behind its canvas.
const ink = getComputedStyle(document.documentElement).getPropertyValue('--soft').trim();
Chart.defaults.color = ink;
Chart.defaults.borderColor = 'rgba(128, 128, 128, 0.25)';
for (const canvas of document.querySelectorAll('canvas')) {
  const config = JSON.parse(canvas.nextElementSibling.textContent);
  if (config.type === 'scatter') {
    config.options.plugins.tooltip = {callbacks: {label: item =>
      `${item.raw.name || item.dataset.label}: ${item.parsed.x}, ${item.parsed.y}`}};
  }
  canvas.chart = new Chart(canvas, config);
}
