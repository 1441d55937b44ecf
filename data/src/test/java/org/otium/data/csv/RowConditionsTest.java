package org.otium.data.csv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;

final class RowConditionsTest {
  private static final String TABLE =
      """
      age,work,class
      30,Private,dog
      41,State,cat
      52,Private,cat
      63,?,emu
      """;

  @TempDir private Path folder;

  private LabeledDataset read(CsvSettings settings) throws IOException {
    return new CsvFormat(settings).read(Files.writeString(folder.resolve("t.csv"), TABLE));
  }

  private static CsvSettings where(String... conditions) {
    return CsvSettings.defaults().withIgnore("work").withWhere(conditions);
  }

  private InvalidInputException refusal(String... conditions) {
    return assertThrows(InvalidInputException.class, () -> read(where(conditions)));
  }

  private float[] ages(String... conditions) throws IOException {
    return read(where(conditions)).features().toArray();
  }

  @Test
  void rowsThatFulfilEveryConditionAreRead() throws IOException {
    assertArrayEquals(new float[] {30, 52}, ages("work = Private"));
    assertArrayEquals(new float[] {30, 41, 52}, ages("work = Private | State"));
    assertArrayEquals(new float[] {30, 41, 52}, ages("work != ?"));
    assertArrayEquals(new float[] {41}, ages("age > 30", "age<52", "work!=?"));
    assertArrayEquals(new float[] {30, 41}, ages("age <= 41"));
    assertArrayEquals(new float[] {41, 52, 63}, ages("age >= 4.1e1"));
    assertArrayEquals(new float[] {52}, ages("age == 52.0"));
  }

  @Test
  void partsOfATableShareFeaturesAndClassIds() throws IOException {
    CsvSettings oneHot = CsvSettings.defaults().withCategorical(CsvSettings.Categorical.ONE_HOT);
    CsvSettings dropping = oneHot.withMissing(CsvSettings.Missing.DROP);
    LabeledDataset whole = read(dropping);
    LabeledDataset part = read(dropping.withWhere("class = dog"));
    assertEquals(whole.dimension(), part.dimension());
    assertArrayEquals(new float[] {30, 1, 0}, part.features().toArray());
    assertArrayEquals(new int[] {1}, ((Labels.Hard) part.labels()).toArray());
    assertEquals(Map.of(1, "dog"), part.classNames());
    LabeledDataset last = read(oneHot.withIgnore("age").withWhere("work = State"));
    assertArrayEquals(new float[] {0, 1}, last.features().toArray());
  }

  @Test
  void rowsThatAreNotReadMayLackValues() throws IOException {
    CsvSettings strict = CsvSettings.defaults().withCategorical(CsvSettings.Categorical.ONE_HOT);
    assertThrows(InvalidInputException.class, () -> read(strict));
    assertEquals(3, read(strict.withWhere("work != ?")).size());
  }

  @Test
  void columnsAndValuesThatDoNotOccurAreRefusedWithWhatIsNear() {
    InvalidInputException column = refusal("wrk = Private");
    assertTrue(column.what().contains("no column 'wrk', given in 'where'"), column.what());
    assertTrue(column.remedy().contains("Did you mean 'work'?"), column.remedy());
    InvalidInputException value = refusal("work = Privat | State");
    assertTrue(value.what().contains("has 'Privat' in column 'work'"), value.what());
    assertTrue(value.remedy().contains("Did you mean 'Private'?"), value.remedy());
    assertTrue(refusal("work != Stat").what().contains("has 'Stat' in column 'work'"));
    InvalidInputException nothing = refusal("work = State", "age > 60");
    assertTrue(nothing.what().contains("has work = State and age > 60"), nothing.what());
  }

  @Test
  void conditionsThatCannotBeReadAreRefused() {
    for (String text : new String[] {"work", "work =", "= Private", "age > old", "age > 1 | 2"}) {
      assertThrows(InvalidInputException.class, () -> RowCondition.parse(text), text);
    }
  }

  @Test
  void aConditionIsReadAsItIsWritten() {
    for (String text : new String[] {"c15 = <=50K", "my column != a | b", "age >= 30"}) {
      assertEquals(text, RowCondition.parse(text).toString());
    }
  }
}
