package org.otium.app.experiment.parts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which blocks are solved by which receiver. Blocks of several maps that hold the same samples of
 * the target are solved by one, one after the other, so that these samples are sent once.
 */
final class Routes {
  /** Of how many maps a task may hold tables, and solve blocks, at most. */
  static final int MOST_MAPS = 16;

  /** So many receivers a core leave none of them idle for long. */
  private static final int FOR_EACH_SLOT = 2;

  private Routes() {}

  /**
   * The blocks of a map that are to be solved.
   *
   * @param map which map
   * @param blocks their numbers
   * @param signatures what tells the samples of the target in each of them from others
   */
  record Wanted(int map, List<Integer> blocks, List<Long> signatures) {}

  /**
   * Maps whose blocks may have a receiver in common, and their receivers.
   *
   * @param maps which maps
   * @param receivers their keys
   */
  record Lot(List<Integer> maps, List<String> receivers) {
    /** As a word of a key. */
    String name() {
      return maps.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
  }

  /** As few receivers as keep all cores at work, which are not known where they are 0. */
  static List<Lot> lots(List<Wanted> wanted, int slots) {
    List<Lot> lots = grouped(wanted, MOST_MAPS);
    for (int most = MOST_MAPS / 2;
        most > 0 && count(lots) < (long) FOR_EACH_SLOT * slots;
        most /= 2) {
      lots = grouped(wanted, most);
    }
    return lots;
  }

  private static int count(List<Lot> lots) {
    return lots.stream().mapToInt(lot -> lot.receivers().size()).sum();
  }

  private static List<Lot> grouped(List<Wanted> wanted, int most) {
    List<Lot> lots = new ArrayList<>();
    for (int from = 0; from < wanted.size(); from += most) {
      List<Wanted> some = wanted.subList(from, Math.min(wanted.size(), from + most));
      Map<Long, String> keys = new LinkedHashMap<>();
      for (Wanted map : some) {
        for (int b = 0; b < map.blocks().size(); b++) {
          String one = map.map() + ":" + map.blocks().get(b);
          keys.merge(map.signatures().get(b), one, (all, next) -> all + " " + next);
        }
      }
      lots.add(new Lot(some.stream().map(Wanted::map).toList(), List.copyOf(keys.values())));
    }
    return lots;
  }

  /** The blocks that a receiver solves, each a map and a number, the maps ascending. */
  static int[][] blocks(String receiver) {
    return Arrays.stream(receiver.split(" ", -1))
        .map(one -> Arrays.stream(one.split(":", -1)).mapToInt(Integer::parseInt).toArray())
        .toArray(int[][]::new);
  }

  /**
   * Where the samples in the blocks of a map go.
   *
   * @param receiver of each block, −1 for those that take nothing
   * @param slot which of the blocks of the receiver it is
   */
  @SuppressWarnings("ArrayRecordComponent") // looked up, never compared
  record Route(int[] receiver, int[] slot) {
    private static Route none(int blocks) {
      Route route = new Route(new int[blocks], new int[blocks]);
      Arrays.fill(route.receiver, -1);
      return route;
    }

    /** The routes of all maps, of which each has so many blocks. */
    static List<Route> all(List<Integer> blocks, List<String> receivers) {
      List<Route> routes = blocks.stream().map(Route::none).toList();
      for (int r = 0; r < receivers.size(); r++) {
        int[][] own = Routes.blocks(receivers.get(r));
        for (int s = 0; s < own.length; s++) {
          Route route = routes.get(own[s][0]);
          route.receiver[own[s][1]] = r;
          route.slot[own[s][1]] = s;
        }
      }
      return routes;
    }
  }
}
