package org.otium.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A typing error is recognised, and a different word is not. */
class NearestNameTest {
  private static final List<String> NAMES =
      List.of("epsilon", "iterations", "label-weight", "sinkhorn", "exact", "p", "mmd");

  @ParameterizedTest
  @CsvSource({
    "epsilom,epsilon", "espilon,epsilon", "eps,epsilon", "label_weight,label-weight",
    "labelWeight,label-weight", "sinkhron,sinkhorn", "Sinkhorn,sinkhorn", "exakt,exact",
    "iteration,iterations", "mdm,mmd",
  })
  void typingErrorsAreRecognised(String given, String meant) {
    assertEquals(Optional.of(meant), NearestName.of(given, NAMES));
  }

  @ParameterizedTest
  @CsvSource({"momentum", "x", "solver", "zz"})
  void otherWordsAreNot(String given) {
    assertEquals(Optional.empty(), NearestName.of(given, NAMES));
  }

  @Test
  void aSwapIsOneError() {
    assertEquals(1, NearestName.typingErrors("abcd", "acbd"));
    assertEquals(3, NearestName.typingErrors("kitten", "sitting"));
    assertEquals(4, NearestName.typingErrors("", "four"));
  }
}
