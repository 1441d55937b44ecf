package org.otium.cluster.spark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.otium.api.InvalidInputException;

/** The address of a master. */
final class SparkAddress {
  private static final Pattern LOCAL =
      Pattern.compile("local(\\[(\\*|[1-9][0-9]{0,5})(,[1-9][0-9]*)?])?");

  /** Spark itself asks for a minute. */
  private static final int PATIENCE_MILLIS = 5000;

  private static final String STANDALONE = "spark://";

  private SparkAddress() {}

  static boolean isMaster(String text) {
    return LOCAL.matcher(text).matches()
        || isStandalone(text)
        || text.equals("yarn")
        || text.startsWith("k8s://");
  }

  static boolean isStandalone(String text) {
    return text.startsWith(STANDALONE) && !hosts(text).isEmpty();
  }

  /** The threads of a master that is this process; empty for others. */
  static OptionalInt threads(String master) {
    Matcher local = LOCAL.matcher(master);
    if (!local.matches()) {
      return OptionalInt.empty();
    }
    String threads = local.group(2);
    if (threads == null) {
      return OptionalInt.of(1);
    }
    return OptionalInt.of(
        threads.equals("*")
            ? Runtime.getRuntime().availableProcessors()
            : Integer.parseInt(threads));
  }

  /** The hosts of {@code spark://host:port,host:port}; none if it is written otherwise. */
  private static List<InetSocketAddress> hosts(String master) {
    List<InetSocketAddress> hosts = new ArrayList<>();
    for (String part : master.substring(STANDALONE.length()).split(",", -1)) {
      try {
        URI uri = URI.create(STANDALONE + part);
        if (uri.getHost() == null || uri.getPort() <= 0 || !uri.getPath().isEmpty()) {
          return List.of();
        }
        hosts.add(InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort()));
      } catch (IllegalArgumentException e) {
        return List.of();
      }
    }
    return hosts;
  }

  /**
   * Knocks at a standalone master.
   *
   * @throws InvalidInputException if none answers
   */
  static void requireReachable(String master) {
    if (!master.startsWith(STANDALONE)) {
      return;
    }
    List<String> refusals = new ArrayList<>();
    for (InetSocketAddress host : hosts(master)) {
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(host.getHostString(), host.getPort()), PATIENCE_MILLIS);
        return;
      } catch (IOException e) {
        refusals.add(host.getHostString() + ":" + host.getPort() + " (" + e.getMessage() + ")");
      }
    }
    throw new InvalidInputException(
        "no Spark master answers at " + String.join(", ", refusals),
        "Compare the address with the one on the master's web page, and start the master if it does not run.");
  }

  /**
   * The address under which executors reach this process, where that is no matter of the network.
   */
  static Optional<String> own(String master) {
    if (LOCAL.matcher(master).matches()) {
      return Optional.of(InetAddress.getLoopbackAddress().getHostAddress());
    }
    boolean isHere =
        isStandalone(master) && hosts(master).stream().allMatch(SparkAddress::isLoopback);
    return isHere
        ? Optional.of(InetAddress.getLoopbackAddress().getHostAddress())
        : Optional.empty();
  }

  private static boolean isLoopback(InetSocketAddress host) {
    InetAddress address = new InetSocketAddress(host.getHostString(), host.getPort()).getAddress();
    return address != null && address.isLoopbackAddress();
  }
}
