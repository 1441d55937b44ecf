package org.otium.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Reports in a real browser: what a reader does with them, and that nothing goes wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportBrowserTest {
  /** Pictures of the pages, to be looked at. */
  private static final Path PICTURES =
      Path.of(System.getProperty("otium.root"), "app", "target", "report-pictures");

  private static final String SLIDER = ".player input";
  private static final String CHART = "echarts.getInstanceByDom(document.querySelector('.chart'))";

  /** How many points are drawn for each of the three classes, without what lies behind them. */
  private static final String SHOWN =
      CHART
          + ".getOption().series.filter(s => s.id.startsWith('class')).map(s => s.data.length).join()";

  private static final String FIRST_POINT =
      CHART + ".getOption().series.find(s => s.id === 'class1').data[0][0]";

  @TempDir private static Path folder;
  private Browser browser;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    Optional<Path> program = Browser.installed();
    Assumptions.assumeTrue(
        program.isPresent(),
        "no Chromium on the PATH or in CHROMIUM: reports are not tried in a browser");
    Path profile = Files.createDirectory(folder.resolve("profile"));
    // Space is drawn by the processor where there is no graphics card.
    browser =
        new Browser(
            program.get(), profile, "--use-angle=swiftshader", "--enable-unsafe-swiftshader");
  }

  @BeforeEach
  void reset() {
    browser.size(1100, 900, false);
    browser.media("screen", "light");
    browser.scripts(true);
  }

  @AfterEach
  void nothingWasComplainedAbout() {
    if (browser != null) {
      assertEquals(List.of(), browser.complaints(), "on the console");
    }
  }

  @AfterAll
  void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  private void open(String name, String html) throws IOException {
    Path page = folder.resolve(name + ".html");
    Files.writeString(page, html, StandardCharsets.UTF_8);
    browser.open(page);
    browser.get("localStorage.clear(); delete document.documentElement.dataset.theme");
  }

  @Test
  void everyFigureIsDrawnAndItsStillPictureGivesWay() throws IOException {
    open("flat", SamplePages.flat());
    assertEquals(6, browser.get("document.querySelectorAll('.figure.drawn').length").asInt());
    assertEquals(
        6,
        browser
            .get(
                "document.querySelectorAll('.live .chart canvas:first-child, .sheet canvas').length")
            .asInt());
    assertEquals(
        0,
        browser
            .get("[...document.querySelectorAll('.still')].filter(s => s.offsetHeight > 0).length")
            .asInt());
    browser.picture(PICTURES.resolve("flat-light.png"));
  }

  @Test
  void stillPictureStandsWhileImagesAreDecodedAndNothingWaitsForThem() throws IOException {
    String slow =
        """
        const decode = HTMLImageElement.prototype.decode;
        HTMLImageElement.prototype.decode = async function () {
          while (document.querySelectorAll('.figure.drawn').length < 5) {
            await new Promise((done) => setTimeout(done, 10));
          }
          const waiting = document.querySelectorAll('.figure:not(.drawn) .still');
          window.stood = [...waiting].filter((still) => still.offsetHeight > 0).length;
          return decode.call(this);
        };
        """;
    try (Browser.Undo _ = browser.before(slow)) {
      open("slow", SamplePages.flat());
      assertEquals(1, browser.get("window.stood").asInt());
      assertEquals(6, browser.get("document.querySelectorAll('.figure.drawn').length").asInt());
    }
  }

  @Test
  void sliderMovesParticlesAndRecoloursThoseWhoseLabelChanged() throws IOException {
    open("flat", SamplePages.flat());
    assertEquals("30,30,0", browser.text(SHOWN));
    double start = browser.get(FIRST_POINT).asDouble();
    browser.get("document.querySelector('" + SLIDER + "').focus()");
    browser.press("ArrowRight", 39);
    assertEquals(
        "step 10 of 100", browser.text("document.querySelector('.player output').textContent"));
    assertEquals(start + 0.1, browser.get(FIRST_POINT).asDouble(), 1e-3);
    browser.press("End", 35);
    assertEquals(
        "step 100 of 100", browser.text("document.querySelector('.player output').textContent"));
    assertEquals(start + 1, browser.get(FIRST_POINT).asDouble(), 1e-3);
    assertEquals("29,30,1", browser.text(SHOWN), "one particle has a new label");
  }

  @Test
  void playRunsToTheEndAndStopsOnRequest() throws IOException {
    open("flat", SamplePages.flat());
    browser.click(".player .play");
    assertEquals("Pause", browser.text("document.querySelector('.player .play').ariaLabel"));
    browser.await("document.querySelector('" + SLIDER + "').value >= 2");
    browser.get("document.querySelector('.chart').focus()");
    browser.press(" ", 32);
    assertEquals("Play", browser.text("document.querySelector('.player .play').ariaLabel"));
    String stopped = browser.text("document.querySelector('" + SLIDER + "').value");
    assertNotEquals("10", stopped);
    browser.press(" ", 32);
    browser.await("document.querySelector('" + SLIDER + "').value === '10'");
    browser.await("document.querySelector('.player .play').ariaLabel === 'Play'");
    assertEquals("29,30,1", browser.text(SHOWN));
  }

  @Test
  void imagesFollowTheirOwnSlider() throws IOException {
    open("flat", SamplePages.flat());
    String pixel =
        "(() => { const c = document.createElement('canvas').getContext('2d', {willReadFrequently: true});"
            + " c.drawImage(document.querySelector('.sheet canvas'), 0, 0);"
            + " return c.getImageData(2, 2, 1, 1).data.join(); })()";
    String before = browser.text(pixel);
    browser.get("document.querySelector('.sheet canvas').focus()");
    browser.press("ArrowRight", 39);
    assertEquals("255,255,255,255", browser.text(pixel), "every odd step is white");
    assertNotEquals("255,255,255,255", before);
    assertEquals(
        "0",
        browser.text("document.querySelector('" + SLIDER + "').value"),
        "another figure moved");
  }

  @Test
  void distilledImagesPlayAndTheirScoresStandInATable() throws IOException {
    open("distilled", SamplePages.distilled());
    assertEquals(3, browser.get("document.querySelectorAll('.figure.drawn').length").asInt());
    assertEquals(
        "k-nn|distilled|10|61.2 %",
        browser.text(
            "[...document.querySelector('tbody tr').children].map(c => c.textContent).join('|')"));
    browser.get("document.querySelector('.sheet canvas').focus()");
    browser.press("End", 35);
    assertEquals(
        "step 10 of 10", browser.text("document.querySelector('.player output').textContent"));
    browser.picture(PICTURES.resolve("distilled.png"));
    browser.size(360, 740, true);
    browser.await("document.documentElement.scrollWidth === 360");
  }

  @Test
  void themeFollowsTheReaderAndTheButton() throws IOException {
    open("flat", SamplePages.flat());
    String paper = "getComputedStyle(document.body).backgroundColor";
    String light = browser.text(paper);
    browser.click("button.theme");
    String dark = browser.text(paper);
    assertNotEquals(light, dark);
    assertEquals(
        browser.text(
            "getComputedStyle(document.documentElement).getPropertyValue('--quiet').trim()"),
        browser.text(CHART + ".getOption().xAxis[0].axisLabel.color"),
        "the figures keep the other colours");
    browser.picture(PICTURES.resolve("flat-dark.png"));
    browser.click("button.theme");
    assertEquals(light, browser.text(paper));
    browser.get("delete document.documentElement.dataset.theme; localStorage.clear()");
    browser.media("screen", "dark");
    assertEquals(dark, browser.text(paper));
  }

  @Test
  void legendSwitchesAClassOff() throws IOException {
    open("flat", SamplePages.flat());
    browser.click(".live .legend button");
    assertEquals(
        "false", browser.text("document.querySelector('.live .legend button').ariaPressed"));
    assertFalse(browser.is(CHART + ".getOption().legend[0].selected['even']"));
    browser.click(".live .legend button");
    assertTrue(browser.is(CHART + ".getOption().legend[0].selected['even']"));
  }

  @Test
  void zoomShowsLessAndAllAgain() throws IOException {
    open("flat", SamplePages.flat());
    String width = "(z => z.end - z.start)(" + CHART + ".getOption().dataZoom[0])";
    browser.click("[aria-label='Zoom in']");
    assertEquals(60, browser.get(width).asDouble(), 1e-6);
    browser.click("[aria-label='Show all']");
    assertEquals(100, browser.get(width).asDouble(), 1e-6);
  }

  @Test
  void scaleCanBeLogarithmicOrNot() throws IOException {
    open("flat", SamplePages.flat());
    String curve = "echarts.getInstanceByDom(document.querySelector('.chart.wide'))";
    String type = curve + ".getOption().yAxis[0].type";
    assertEquals("log", browser.text(type), "the values span four powers of ten");
    browser.click("[aria-label='Logarithmic scale']");
    assertEquals("value", browser.text(type));
  }

  @Test
  void pointerOverAHeatMapTellsTheShare() throws IOException {
    open("flat", SamplePages.flat());
    browser.hover(".chart.table", 0.45, 0.5);
    browser.await(
        "echarts.getInstanceByDom(document.querySelector('.chart.table')).getZr().storage"
            + ".getDisplayList().some(e => (e.style.text || '').includes('→ boot'))");
  }

  @Test
  void nothingIsWiderThanAPhone() throws IOException {
    browser.size(360, 740, true);
    for (String[] page :
        new String[][] {
          {"flat", SamplePages.flat()},
          {"space", SamplePages.spatial()},
          {"multiples", SamplePages.multiples()}
        }) {
      open(page[0], page[1]);
      assertEquals(360, browser.get("document.documentElement.scrollWidth").asInt(), page[0]);
      browser.picture(PICTURES.resolve(page[0] + "-phone.png"));
    }
  }

  @Test
  void spaceTurnsAndMoves() throws IOException {
    open("space", SamplePages.spatial());
    assertEquals(2, browser.get("document.querySelectorAll('.figure.drawn').length").asInt());
    assertTrue(browser.is("document.querySelector('.figure.drawn:not(.keep)')"));
    double start = browser.get(FIRST_POINT).asDouble();
    browser.get("document.querySelector('.chart').focus()");
    browser.press("End", 35);
    assertEquals(start + 1, browser.get(FIRST_POINT).asDouble(), 1e-3);
    assertEquals("29,30,1", browser.text(SHOWN));
    String beta = CHART + ".getOption().grid3D[0].viewControl.beta";
    double before = browser.get(beta).asDouble();
    browser.click("[aria-label='Turn to the right']");
    assertEquals(before + 15, browser.get(beta).asDouble(), 1e-6);
    browser.picture(PICTURES.resolve("space.png"));
    browser.click("button.theme");
    browser.picture(PICTURES.resolve("space-dark.png"));
  }

  @Test
  void withoutSpaceTheStillPicturesStayAndTheReaderIsTold() throws IOException {
    String none =
        "const get = HTMLCanvasElement.prototype.getContext; HTMLCanvasElement.prototype.getContext ="
            + " function(kind, ...more) { return kind.startsWith('webgl') ? null :"
            + " get.call(this, kind, ...more); }";
    try (Browser.Undo _ = browser.before(none)) {
      open("space", SamplePages.spatial());
      assertTrue(browser.text("document.querySelector('.missing').textContent").contains("WebGL"));
      assertTrue(browser.get("document.querySelector('.still').offsetHeight").asInt() > 100);
    }
  }

  @Test
  void everythingCanBeReachedByKeys() throws IOException {
    open("flat", SamplePages.flat());
    browser.get("document.activeElement.blur()");
    Set<String> reached = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      browser.press("Tab", 9);
      reached.add(
          browser.text("document.activeElement.ariaLabel || document.activeElement.tagName"));
    }
    assertTrue(
        reached.containsAll(
            Set.of("Dark colours", "Zoom in", "Play", "Step", "Points", "Images", "SUMMARY")),
        reached.toString());
  }

  @Test
  void oneSliderMovesFiguresSideBySide() throws IOException {
    open("multiples", SamplePages.multiples());
    assertEquals(1, browser.get("document.querySelectorAll('.player').length").asInt());
    browser.get("document.querySelector('" + SLIDER + "').focus()");
    browser.press("End", 35);
    String all =
        "[...document.querySelectorAll('.chart')].map(b => echarts.getInstanceByDom(b).getOption()"
            + ".series.find(s => s.id === 'class2').data.length).join()";
    assertEquals("1,1,1,1", browser.text(all));
    browser.get("document.querySelector('.chart').focus()");
    browser.press("Home", 36);
    assertEquals("0,0,0,0", browser.text(all));
    browser.press(" ", 32);
    assertEquals("Pause", browser.text("document.querySelector('.player .play').ariaLabel"));
    browser.press("End", 35);
    browser.picture(PICTURES.resolve("multiples.png"));
  }

  @Test
  void stillPicturesStandWhereNoScriptRunsAndInPrint() throws IOException {
    String height = "document.querySelector('.still').offsetHeight";
    open("flat", SamplePages.flat());
    browser.media("print", "light");
    assertTrue(browser.get(height).asInt() > 100, "no still picture in print");
    assertEquals(0, browser.get("document.querySelector('.live').offsetHeight").asInt());
    browser.picture(PICTURES.resolve("print.png"));
    browser.media("screen", "light");
    browser.scripts(false);
    Path page = folder.resolve("still.html");
    Files.writeString(page, SamplePages.flat(), StandardCharsets.UTF_8);
    browser.openWithoutScripts(page);
    assertTrue(browser.get(height).asInt() > 100, "no still picture without scripts");
    assertFalse(browser.is("document.querySelector('.live')"));
    browser.picture(PICTURES.resolve("no-script.png"));
  }

  @Test
  void namesThatLookLikeMarkupStayText() throws IOException {
    open("flat", SamplePages.flat());
    assertEquals(
        SamplePages.HOSTILE,
        browser.text("document.querySelectorAll('.live .legend button')[1].textContent"));
    assertFalse(browser.is("document.querySelector('img[src=x]')"));
  }

  @Test
  void scriptsThatAreNotOursDoNotRun() throws IOException {
    open("flat", SamplePages.flat());
    browser.get(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.broken = 1';"
            + " document.head.append(s); })()");
    assertFalse(browser.is("window.broken"));
    assertEquals(1, browser.takeComplaints().size(), "the browser says that it refused");
  }
}
