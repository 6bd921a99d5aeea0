package org.kcpfpga.datasets.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.source.DataSource.Part;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** Each kind of data set, from files of which every value is known. */
class DataSourcesTest {
  @TempDir private Path folder;

  private DataSource source(String json) throws IOException {
    return DataSources.open(
        Files.writeString(folder.resolve("data.json"), json.replace('\'', '"')));
  }

  private void npy(String name, int[] shape, double... values) {
    Npy.writeFloat32(folder.resolve(name), Tensor.of(shape, values));
  }

  @Test
  void pairsOfArrays() throws IOException {
    npy("x.npy", new int[] {2, 1, 3}, 1, 2, 3, 4, 5, 6);
    npy("y.npy", new int[] {2}, 0, 2);
    String pair = "{'inputs':'x.npy','labels':'y.npy'}";
    DataSource source = source("{'kind':'npy','train':" + pair + ",'test':" + pair + "}");
    DataPart part = source.part(Part.TEST);
    assertThat(source.classes()).containsExactly("0", "1", "2");
    assertThat(part.count()).isEqualTo(2);
    assertThat(part.label(1)).isEqualTo(2);
    assertThat(part.sequence(1)).containsExactly(4, 5, 6);
    assertThat(part.all().inputs().shape()).containsExactly(2, 1, 3);
  }

  @Test
  void classesAreThoseOfBothParts() throws IOException {
    npy("x.npy", new int[] {1, 1, 1}, 1);
    npy("low.npy", new int[] {1}, 0);
    npy("high.npy", new int[] {1}, 2);
    String low = "{'inputs':'x.npy','labels':'low.npy'}";
    DataSource source =
        source("{'kind':'npy','train':" + low + ",'test':" + low.replace("low", "high") + "}");
    assertThat(source.classes()).containsExactly("0", "1", "2");
  }

  @ParameterizedTest
  @CsvSource({"3, 0 1 2, 3 labels", "2, 0 0.5, 0.5", "2, 0 -1, -1.0", "2, 0 NaN, NaN"})
  void labelsThatDoNotFitAreNamed(int count, String text, String named) {
    npy("x.npy", new int[] {2, 1, 1}, 1, 2);
    String[] parts = text.split(" ");
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = Double.parseDouble(parts[i]);
    }
    npy("y.npy", new int[] {count}, values);
    DataSource source = NpySource.of(folder.resolve("x.npy"), folder.resolve("y.npy"));
    assertThatThrownBy(() -> source.part(Part.TRAIN))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("y.npy")
        .hasMessageContaining(named);
  }

  @Test
  void recordingsByFolderAndByPattern() throws IOException {
    for (String name : new String[] {"0_ann_0", "0_ann_7", "1_bob_0", "1_bob_7"}) {
      Path file = folder.resolve("wav/" + name + ".wav");
      Files.createDirectories(file.getParent());
      WavFileTest.write(file, 16, 1, new byte[2 * 600]);
    }
    DataSource source =
        source(
            "{'kind':'wav','folder':'wav','label':'^(\\\\d)_','test':'_0[.]wav$',"
                + "'bands':4,'stack':2,'steps':3}");
    assertThat(source.classes()).containsExactly("0", "1");
    DataPart test = source.part(Part.TEST);
    assertThat(test.count()).isEqualTo(2);
    assertThat(test.label(1)).isEqualTo(1);
    assertThat(test.inSize()).isEqualTo(8);
    assertThat(test.sequence(0)).hasSize(3 * 8).containsOnly(0);
    assertThat(source.part(Part.TRAIN).count()).isEqualTo(2);
  }

  @Test
  void clipsOfPictures() throws IOException {
    for (String name : new String[] {"train/run/a", "train/walk/b", "test/walk/c"}) {
      Path clip = Files.createDirectories(folder.resolve("clips/" + name));
      for (int frame = 0; frame < 5; frame++) {
        int grey = 0x333333 * frame;
        ImageIO.write(
            PictureTest.image(2, grey, grey), "png", clip.resolve(frame + ".png").toFile());
      }
    }
    DataSource source =
        source("{'kind':'frames','folder':'clips','width':1,'height':1,'every':2,'steps':2}");
    assertThat(source.classes()).containsExactly("run", "walk");
    DataPart test = source.part(Part.TEST);
    assertThat(test.count()).isEqualTo(1);
    assertThat(test.label(0)).isEqualTo(1);
    // frames 0, 2, 4, of which the last two fit
    assertThat(test.sequence(0)).containsExactly(0.4, 0.4, 0.4, 0.8, 0.8, 0.8);
  }

  @Test
  void spikesInBins() throws IOException {
    Path file = folder.resolve("spikes.h5");
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      var spikes = hdf.putGroup("spikes");
      spikes.putDataset("times", new double[][] {{0, 0.009, 0.01}, {0.021, 0.029, 0.5}});
      spikes.putDataset("units", new int[][] {{1, 1, 0}, {2, 0, 0}});
      hdf.putDataset("labels", new int[] {3, 1});
    }
    DataSource source =
        source(
            "{'kind':'spikes','train':'spikes.h5','test':'spikes.h5',"
                + "'channels':3,'steps':3,'binMs':10}");
    assertThat(source.classes()).containsExactly("0", "1", "2", "3");
    DataPart part = source.part(Part.TRAIN);
    assertThat(part.label(0)).isEqualTo(3);
    assertThat(part.sequence(0)).containsExactly(0, 1, 0, 1, 0, 0, 0, 0, 0);
    // the spike at 0.5 s is after the last bin
    assertThat(part.sequence(1)).containsExactly(0, 0, 0, 0, 0, 0, 1, 0, 1);
  }

  @Test
  void filesOfTheArchive() throws IOException {
    String head = "# comment\n@problemName Toy\n@classLabel true a b\n@data\n";
    Path train = Files.writeString(folder.resolve("Toy_TRAIN.ts"), head + "1,2,3:4,5,6:b\n7:8:a\n");
    Files.writeString(folder.resolve("Toy_TEST.ts"), head + "9,10:11,12:a\n");
    DataSource source = DataSources.open(train);
    assertThat(source.classes()).containsExactly("a", "b");
    DataPart part = source.part(Part.TRAIN);
    assertThat(part.sequence(0)).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(part.sequence(1)).containsExactly(0, 0, 0, 0, 7, 8);
    assertThat(part.label(0)).isEqualTo(1);
    assertThat(source.part(Part.TEST).sequence(0)).containsExactly(0, 0, 9, 11, 10, 12);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2:3:a | 3 | 1 steps",
        "1:2 | 3 | 1 dimensions",
        "1 | 2 | 0 dimensions",
        "1,?:2,3:a | 2 | ?",
        "1,NaN:2,3:a | 2 | NaN",
      })
  void aWrongLineOfAnArchiveIsNamed(String line, int number, String named) throws IOException {
    String first = number == 3 ? "1:2:a\n" : "";
    Path train = Files.writeString(folder.resolve("Bad_TRAIN.ts"), "@data\n" + first + line);
    Files.copy(train, folder.resolve("Bad_TEST.ts"));
    DataSource source = DataSources.open(train);
    assertThatThrownBy(source::classes)
        .isInstanceOf(UserError.class)
        .hasMessageContaining("Bad_TRAIN.ts line " + number)
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | kind: missing",
        "{'kind':'mp3'} | kind: mp3",
        "{'kind':'wav','folder':'none','steps':3} | none: no such folder",
        "{'kind':'wav','folder':'.'} | steps: missing",
        "{'kind':'wav','folder':'.','steps':0} | steps: 0",
        "{'kind':'wav','folder':'.','steps':3} | nothing to train with",
        "{'kind':'wav','folder':'.','steps':3,'label':'x'} | label: x",
        "{'kind':'wav','folder':'.','steps':3,'test':'('} | test: (",
        "{'kind':'frames','folder':'.','steps':3,'width':100000,'height':100000} | width",
        "{'kind':'frames','folder':'.','steps':3,'colour':1} | colour: unknown key",
        "{'kind':'spikes','train':'a','test':'b'} | a: no such file",
        "{'kind':'spikes','train':'data.json','test':'data.json'} | data.json: no HDF5",
        "{'kind':'ts','train':'a','test':'b'} | a: no such file",
        "{'kind':'fashion-frames','frames':[3,2]} | frames",
        "{'kind':'fashion-frames','target':10} | target: 10",
      })
  void aWrongDescriptionIsNamed(String json, String named) {
    assertThatThrownBy(() -> source(json).part(Part.TRAIN))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(named);
  }
}
