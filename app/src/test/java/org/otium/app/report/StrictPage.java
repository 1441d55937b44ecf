package org.otium.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.Set;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads a report as strictly as an XML parser does. */
public final class StrictPage {
  private static final Set<String> URL_ATTRIBUTES =
      Set.of("src", "href", "action", "data", "srcset");

  private StrictPage() {}

  private static Document parse(String page) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(new InputSource(new StringReader(page)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError("the page is not well-formed: " + e.getMessage(), e);
    }
  }

  /** Fails unless a page is well-formed, runs nothing and loads nothing from elsewhere. */
  public static void check(String page) {
    assertTrue(page.startsWith("<!DOCTYPE html>"), "no document type");
    Document document = parse(page);
    NodeList all = document.getElementsByTagName("*");
    assertTrue(all.getLength() > 20, "an empty page");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      assertFalse(
          Set.of("script", "iframe", "object", "embed", "link", "base", "form")
              .contains(element.getTagName()),
          element.getTagName());
      for (int a = 0; a < element.getAttributes().getLength(); a++) {
        Node attribute = element.getAttributes().item(a);
        String name = attribute.getNodeName();
        assertFalse(name.startsWith("on"), () -> "a handler: " + name);
        boolean isLink = element.getTagName().equals("a") && name.equals("href");
        if (isLink && attribute.getNodeValue().matches("[\\w.+-]+/report\\.html")) {
          continue;
        }
        if (URL_ATTRIBUTES.contains(name)) {
          assertTrue(
              attribute.getNodeValue().startsWith("data:image/png;base64,"),
              () -> "loads " + attribute.getNodeValue());
        }
      }
    }
    String style = document.getElementsByTagName("style").item(0).getTextContent();
    assertFalse(style.contains("url(") || style.contains("@import"), "the style loads something");
    assertTrue(style.contains("prefers-color-scheme: dark"), "no dark colours");
    assertEquals(1, document.getElementsByTagName("h1").getLength());
  }

  /** All text that a reader sees. */
  public static String text(String page) {
    return parse(page).getElementsByTagName("body").item(0).getTextContent();
  }
}
