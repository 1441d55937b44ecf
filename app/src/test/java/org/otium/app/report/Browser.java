package org.otium.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real browser without a window, spoken to over the DevTools protocol. What it complains about on
 * its console is collected.
 */
final class Browser implements AutoCloseable {
  private static final long SECONDS = 120;
  private static final JsonMapper JSON = new JsonMapper();
  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  /** Where a browser is: named by CHROMIUM, or on the PATH under one of its names. */
  static Optional<Path> installed() {
    Stream<Path> onPath =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .flatMap(
                folder ->
                    Stream.of("chromium", "chromium-browser", "google-chrome", "chrome")
                        .map(name -> Path.of(folder, name)));
    return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")).map(Path::of), onPath)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts a browser.
   *
   * @param program the browser
   * @param profile an empty folder
   * @param flags more flags
   */
  Browser(Path program, Path profile, String... flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString(), "--headless=new"));
    // Containers lack what the sandbox and large shared memory need; the pages are our own.
    command.addAll(List.of("--no-sandbox", "--disable-dev-shm-usage", "--no-first-run"));
    command.addAll(List.of("--disable-background-networking", "--remote-debugging-port=0"));
    command.addAll(List.of("--disable-component-update", "--user-data-dir=" + profile));
    command.addAll(List.of(flags));
    command.add("about:blank");
    File log = profile.resolve("browser.log").toFile();
    process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    try {
      socket = connected(profile.resolve("DevToolsActivePort"));
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw new IOException("the browser did not start:\n" + Files.readString(log.toPath()), e);
    }
    call("Page.enable", Map.of());
    call("Runtime.enable", Map.of());
    call("Log.enable", Map.of());
  }

  private WebSocket connected(Path told) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!Files.exists(told) || Files.readAllLines(told).size() < 2) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new IOException("no port was told");
      }
      Thread.sleep(20);
    }
    URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(told).getFirst() + "/json/list");
    HttpResponse<String> pages =
        client.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString());
    for (JsonNode page : JSON.readTree(pages.body())) {
      if (page.path("type").asText().equals("page")) {
        URI address = URI.create(page.get("webSocketDebuggerUrl").asText());
        return client.newWebSocketBuilder().buildAsync(address, new Listener()).join();
      }
    }
    throw new IOException("no page in " + pages.body());
  }

  /** Puts messages together and hands them on. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      part.append(text);
      if (last) {
        String message = part.toString();
        part.setLength(0);
        try {
          take(JSON.readTree(message));
        } catch (IOException e) {
          complaints.add("unreadable: " + message);
        }
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }
  }

  private void take(JsonNode message) {
    if (message.has("id")) {
      CompletableFuture<JsonNode> answer = answers.remove(message.get("id").asInt());
      if (answer != null) {
        answer.complete(message);
      }
      return;
    }
    JsonNode params = message.path("params");
    switch (message.path("method").asText()) {
      case "Runtime.exceptionThrown" -> complaints.add(params.get("exceptionDetails").toString());
      case "Runtime.consoleAPICalled" -> {
        if (List.of("error", "warning", "assert").contains(params.path("type").asText())) {
          complaints.add(params.path("args").toString());
        }
      }
      case "Log.entryAdded" -> {
        if (List.of("error", "warning").contains(params.path("entry").path("level").asText())) {
          complaints.add(params.path("entry").path("text").asText());
        }
      }
      default -> {}
    }
  }

  private JsonNode call(String method, Map<String, ?> params) {
    int id = calls.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    try {
      Map<String, ?> message = Map.of("id", id, "method", method, "params", params);
      socket.sendText(JSON.writeValueAsString(message), true).join();
      JsonNode told = answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
      if (told.has("error")) {
        throw new AssertionError(method + ": " + told.get("error"));
      }
      return told.get("result");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What the console showed since the browser started. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** What the console showed, which is then forgotten. */
  List<String> takeComplaints() {
    List<String> taken = List.copyOf(complaints);
    complaints.clear();
    return taken;
  }

  /** Opens a report and waits until its figures are drawn. */
  void open(Path page) {
    openWithoutScripts(page);
    await("document.documentElement.dataset.ready === 'true'");
  }

  /** Opens a page whose scripts do not run. */
  void openWithoutScripts(Path page) {
    String address = quoted(page.toUri().toString());
    call("Page.navigate", Map.of("url", page.toUri().toString()));
    await("location.href === " + address + " && document.readyState === 'complete'");
  }

  /** The value of an expression in the page; promises are waited for. */
  JsonNode get(String expression) {
    JsonNode told =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (told.has("exceptionDetails")) {
      throw new AssertionError(expression + "\n" + told.get("exceptionDetails"));
    }
    return told.get("result").path("value");
  }

  String text(String expression) {
    return get(expression).asText();
  }

  boolean is(String expression) {
    return get("Boolean(" + expression + ")").asBoolean();
  }

  /** Waits until something holds. */
  void await(String expression) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!holds(expression)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never held: " + expression + "\n" + complaints);
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  private boolean holds(String expression) {
    try {
      return is(expression);
    } catch (AssertionError e) {
      return false; // the page is just being replaced by another
    }
  }

  /** Presses and releases the left button over the middle of an element. */
  void click(String selector) {
    get("document.querySelector(" + quoted(selector) + ").scrollIntoView({block: 'center'})");
    JsonNode box =
        get(
            "(() => { const b = document.querySelector("
                + quoted(selector)
                + ").getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()");
    for (String type : List.of("mousePressed", "mouseReleased")) {
      call(
          "Input.dispatchMouseEvent",
          Map.of(
              "type",
              type,
              "x",
              box.get(0).asDouble(),
              "y",
              box.get(1).asDouble(),
              "button",
              "left",
              "clickCount",
              1));
    }
  }

  /** Moves the pointer to a place within an element, given as shares of its size. */
  void hover(String selector, double across, double down) {
    get("document.querySelector(" + quoted(selector) + ").scrollIntoView({block: 'center'})");
    JsonNode box =
        get(
            "(() => { const b = document.querySelector("
                + quoted(selector)
                + ").getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; })()");
    double x = box.get(0).asDouble() + across * box.get(2).asDouble();
    double y = box.get(1).asDouble() + down * box.get(3).asDouble();
    call("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", x - 1, "y", y));
    call("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", x, "y", y));
  }

  /** Presses a key where the focus is. */
  void press(String key, int code) {
    Map<String, Object> params =
        Map.of(
            "key",
            key,
            "code",
            key.equals(" ") ? "Space" : key,
            "windowsVirtualKeyCode",
            code,
            "text",
            key.length() == 1 ? key : "");
    for (String type : List.of(key.length() == 1 ? "keyDown" : "rawKeyDown", "keyUp")) {
      Map<String, Object> event = new java.util.HashMap<>(params);
      event.put("type", type);
      if (!type.equals("keyDown")) {
        event.remove("text");
      }
      call("Input.dispatchKeyEvent", event);
    }
  }

  void size(int width, int height, boolean phone) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", width, "height", height, "deviceScaleFactor", phone ? 2 : 1, "mobile", phone));
  }

  /** What the page is shown on, "screen" or "print", and which colours its reader prefers. */
  void media(String type, String colours) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            type,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
  }

  /** Takes something back. */
  interface Undo extends AutoCloseable {
    @Override
    void close();
  }

  /** Runs a script before those of every page that is opened from now on, until it is closed. */
  Undo before(String script) {
    JsonNode told = call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    String id = told.get("identifier").asText();
    return () -> call("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", id));
  }

  void scripts(boolean run) {
    call("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
  }

  /** Keeps a picture of the whole page, to be looked at. */
  void picture(Path png) throws IOException {
    JsonNode told =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.createDirectories(png.getParent());
    Files.write(png, Base64.getDecoder().decode(told.get("data").asText()));
  }

  static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    socket.abort();
    client.close();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
