package org.otium.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MarkupTest {
  @Test
  void textAndAttributesAreEscaped() {
    String page = new Markup().element("p", "<b>&\"'", "title", "\"><script>").document();
    assertTrue(
        page.contains("<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&amp;&quot;&#39;</p>"), page);
  }

  @Test
  void charactersThatHtmlCannotHoldAreReplaced() {
    String page = new Markup().element("p", "a\u0000b\u001bc\u202ed\ud800e").document();
    assertTrue(page.contains("<p>a�b�c�d�e</p>"), page);
  }

  @Test
  void openElementsAreNoDocument() {
    assertThrows(IllegalStateException.class, () -> new Markup().open("p").document());
  }

  @Test
  void voidElementsCloseThemselves() {
    assertEquals("<!DOCTYPE html>\n<br/>", new Markup().element("br", "").document());
  }
}
