# GTKWave set-up for any generated design: the pins of the top module by channel, tdata at any
# width.
#   gtkwave -S sim/waves/streams.tcl run.vcd
set pins [list]
for {set i 0} {$i < [gtkwave::getNumFacs]} {incr i} {
  lappend pins [gtkwave::getFacName $i]
}
# "top.x" without a further dot: deeper levels repeat the same nets.
foreach channel {{aclk aresetn} s_axis_* m_axis_* s_axil_*} {
  set shown [list]
  foreach pattern $channel {
    foreach pin $pins {
      if {[string match "top.$pattern" $pin] || [string match "top.$pattern\\\[*" $pin]} {
        if {![string match "top.*.*" $pin]} { lappend shown $pin }
      }
    }
  }
  gtkwave::addSignalsFromList $shown
}
gtkwave::/Time/Zoom/Zoom_Best_Fit
