package org.otium.app.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.api.InvalidInputException;

/** The table of what a range holds. */
class VersionRangeTest {
  @ParameterizedTest(name = "{0} holds {1}: {2}")
  @CsvSource(
      delimiter = ' ',
      value = {
        "[0.1,0.2) 0.1 true",
        "[0.1,0.2) 0.1.0 true",
        "[0.1,0.2) 0.1.7 true",
        "[0.1,0.2) 0.2 false",
        "[0.1,0.2) 0.2.0 false",
        "[0.1,0.2) 0.0.9 false",
        "[0.1,0.2) 0.10 false",
        "[0.1,0.2] 0.2 true",
        "[0.1,0.2] 0.2.1 false",
        "(0.1,0.2) 0.1 false",
        "(0.1,0.2) 0.1.1 true",
        "[0.1,) 99.0 true",
        "[0.1,) 0.0.1 false",
        "(,1.0] 0.1.0 true",
        "(,1.0] 1.0.0 true",
        "(,1.0] 1.0.1 false",
        "(,1.0) 1.0 false",
        "(,) 3.1.4 true",
        "[0.1] 0.1.0 true",
        "[0.1] 0.1.1 false",
        "[1.2.3,2) 1.10.0 true",
        "[1.2.3,2) 1.2.2 false",
        "[2,10) 9.9 true",
      })
  void holds(String range, String version, boolean expected) {
    assertEquals(expected, VersionRange.parse(range).contains(version));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0.1",
        "[0.1,0.2",
        "0.1,0.2)",
        "[0.1;0.2)",
        "[0.2,0.1)",
        "[0.1,0.1)",
        "(0.1)",
        "[]",
        "[a,b)",
        "[0.1-SNAPSHOT,0.2)",
        "^0.1",
        "[0.1,0.2),[0.3,0.4)",
        "[0.1,0.2,0.3)"
      })
  void whatIsNoRangeIsRefused(String text) {
    assertThrows(InvalidInputException.class, () -> VersionRange.parse(text));
  }

  @Test
  void isWrittenAsItWasRead() {
    for (String range : new String[] {"[0.1,0.2)", "(,1.0]", "[0.1]", "(,)"}) {
      assertEquals(range, VersionRange.parse(range).toString());
    }
    assertEquals("[0.1,0.2)", VersionRange.parse(" [ 0.1 , 0.2 ) ").toString());
  }
}
