package org.otium.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;
import java.util.zip.GZIPInputStream;
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

  /**
   * Fails unless a page is well-formed, loads nothing from elsewhere, and runs no script whose
   * checksum its policy does not hold.
   */
  public static void check(String page) {
    assertTrue(page.startsWith("<!DOCTYPE html>"), "no document type");
    Document document = parse(page);
    NodeList all = document.getElementsByTagName("*");
    assertTrue(all.getLength() > 20, "an empty page");
    String policy = "";
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      assertFalse(
          Set.of("iframe", "object", "embed", "link", "base", "form")
              .contains(element.getTagName()),
          element.getTagName());
      if (element.getAttribute("http-equiv").equals("Content-Security-Policy")) {
        assertTrue(policy.isEmpty(), "two policies");
        policy = element.getAttribute("content");
      }
      if (element.getTagName().equals("script")) {
        checkScript(element, policy);
      }
      for (int a = 0; a < element.getAttributes().getLength(); a++) {
        Node attribute = element.getAttributes().item(a);
        String name = attribute.getNodeName();
        assertFalse(name.startsWith("on"), () -> "a handler: " + name);
        boolean isLink = element.getTagName().equals("a") && name.equals("href");
        if (isLink && attribute.getNodeValue().matches("([\\w.+%-]+/)+report\\.html")) {
          continue;
        }
        if (URL_ATTRIBUTES.contains(name)) {
          assertTrue(
              attribute.getNodeValue().startsWith("data:image/png;base64,"),
              () -> "loads " + attribute.getNodeValue());
        }
      }
    }
    assertTrue(policy.startsWith("default-src 'none'; script-src 'sha256-"), policy);
    assertFalse(policy.contains("http") || policy.contains("*"), policy);
    String style = document.getElementsByTagName("style").item(0).getTextContent();
    assertFalse(style.contains("url(") || style.contains("@import"), "the style loads something");
    assertTrue(style.contains("prefers-color-scheme: dark"), "no dark colours");
    assertEquals(1, document.getElementsByTagName("h1").getLength());
  }

  private static void checkScript(Element script, String policy) {
    switch (script.getAttribute("type")) {
      case "application/json" -> {
        try {
          new JsonMapper().readTree(script.getTextContent());
        } catch (IOException e) {
          throw new AssertionError("data that is no JSON", e);
        }
      }
      case "application/gzip" -> assertTrue(policy.contains(checksum(unpacked(script))), policy);
      // What HTML reads as comments around the program, XML reads as a section of text.
      default -> {
        String program = script.getTextContent();
        String framed = program.replaceFirst("^//", "//<![CDATA[").replaceFirst("//$", "//]]>");
        byte[] bytes = framed.getBytes(StandardCharsets.UTF_8);
        assertTrue(policy.contains(checksum(bytes)), () -> "not in the policy: " + program);
      }
    }
  }

  private static byte[] unpacked(Element script) {
    byte[] packed = Base64.getDecoder().decode(script.getTextContent());
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String checksum(byte[] program) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(program);
      return "'sha256-" + Base64.getEncoder().encodeToString(sum) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** All text that a reader sees. */
  public static String text(String page) {
    Document document = parse(page);
    NodeList scripts = document.getElementsByTagName("script");
    while (scripts.getLength() > 0) {
      scripts.item(0).getParentNode().removeChild(scripts.item(0));
    }
    return document.getElementsByTagName("body").item(0).getTextContent();
  }
}
