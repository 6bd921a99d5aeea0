package org.kcpfpga.train;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import org.kcpfpga.datasets.source.DataPart;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.graph.KcpTarget;
import org.kcpfpga.train.step.Batches.Dropout;

/** What makes a training this one and no other, in words: the settings of a checkpoint. */
final class Settings {
  private Settings() {}

  static Map<String, String> of(Training training) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("setting.cell", training.shape().cell().jsonName());
    words.put("setting.input", text(training.shape().input()));
    words.put("setting.hidden", text(training.shape().hidden()));
    words.put("setting.classes", Integer.toString(training.shape().classes()));
    Recipe r = training.recipe();
    words.put("setting.epochs", Integer.toString(r.epochs()));
    words.put("setting.fixed-epochs", Integer.toString(r.fixedEpochs()));
    words.put("setting.batch", Integer.toString(r.batch()));
    words.put("setting.rate", Double.toString(r.rate()));
    words.put("setting.warm-up", Double.toString(r.warmUp()));
    words.put("setting.decay", Double.toString(r.decay()));
    words.put("setting.clip", Double.toString(r.clip()));
    Dropout dropout = r.dropout();
    words.put("setting.dropout-input", Double.toString(dropout.input()));
    words.put("setting.dropout-hidden", Double.toString(dropout.hidden()));
    words.put("setting.validation", Double.toString(training.watch().share()));
    words.put("setting.patience", Integer.toString(training.watch().patience()));
    words.put("setting.seed", Long.toString(training.seed()));
    words.put("setting.bits", bits(training.target()));
    words.put("setting.data", sum(training.data()));
    words.put("setting.labels", sum(training.data().labels()));
    words.put("setting.init", sum(training.initial().values().toArray(Tensor[]::new)));
    return words;
  }

  private static String text(OperatorFormat format) {
    return format == null ? "none" : format.kind().jsonName() + " " + format.shape();
  }

  private static String bits(KcpTarget target) {
    return target == null ? "float" : target.bits() + " " + target.merged();
  }

  private static String sum(Tensor... tensors) {
    CRC32 sum = new CRC32();
    for (Tensor tensor : tensors) {
      add(sum, tensor.values());
    }
    return text(sum);
  }

  private static String sum(DataPart data) {
    CRC32 sum = new CRC32();
    for (int i = 0; i < data.count(); i++) {
      add(sum, data.sequence(i));
    }
    return text(sum);
  }

  private static void add(CRC32 sum, double[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * 1024);
    for (double value : values) {
      bytes.putDouble(value);
      if (!bytes.hasRemaining()) {
        sum.update(bytes.flip());
        bytes.clear();
      }
    }
    sum.update(bytes.flip());
  }

  private static String text(CRC32 sum) {
    return String.format(Locale.ROOT, "%08x", sum.getValue());
  }
}
