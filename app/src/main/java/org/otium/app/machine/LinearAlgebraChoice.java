package org.otium.app.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.otium.api.InvalidInputException;
import org.otium.api.LinearAlgebra;
import org.otium.api.OtiumException;
import org.otium.numerics.LinearAlgebraSelfCheck;
import org.otium.spi.Availability;

/**
 * The linear algebra that a run uses, and why.
 *
 * @param name its plugin
 * @param algebra the product
 * @param reason why this one, in one line
 */
public record LinearAlgebraChoice(String name, LinearAlgebra algebra, String reason) {
  /**
   * What is tried first, fastest first; plugins that are not named here follow in the order of
   * their names. The last of these works everywhere, so that others are used only where the user
   * names them: they may be slower, and take long to start.
   */
  public static final List<String> PREFERENCE = List.of("openblas", "java");

  /**
   * One that could be chosen.
   *
   * @param name its plugin
   * @param availability whether it can work here
   * @param make makes it
   */
  public record Candidate(
      String name, Supplier<Availability> availability, Supplier<LinearAlgebra> make) {}

  /**
   * Chooses the first that is available and gives right numbers.
   *
   * @param candidates all there are
   * @return the choice; its reason says why better ones were passed over
   * @throws OtiumException if none works
   */
  public static LinearAlgebraChoice best(List<Candidate> candidates) {
    List<String> passedOver = new ArrayList<>();
    for (Candidate candidate : inOrder(candidates)) {
      Availability availability = candidate.availability().get();
      if (!availability.isAvailable()) {
        passedOver.add(candidate.name() + " cannot work here (" + availability.reason() + ")");
        continue;
      }
      try {
        LinearAlgebra algebra = candidate.make().get();
        Optional<String> problem = LinearAlgebraSelfCheck.reasonToRefuse(algebra);
        if (problem.isEmpty()) {
          String reason =
              passedOver.isEmpty()
                  ? "the fastest available; its self-check passed"
                  : String.join("; ", passedOver);
          return new LinearAlgebraChoice(candidate.name(), algebra, reason);
        }
        passedOver.add(candidate.name() + " was refused because " + problem.get());
      } catch (RuntimeException | LinkageError e) {
        passedOver.add(candidate.name() + " could not be started (" + e + ")");
      }
    }
    throw new OtiumException(
        passedOver.isEmpty()
            ? "there is no linear-algebra plugin"
            : "no linear algebra works here: " + String.join("; ", passedOver),
        "Run 'otium plugins list' to see what is installed.");
  }

  /**
   * Takes the one that the user named, if it gives right numbers.
   *
   * @param named one of the candidates
   * @return the choice
   * @throws InvalidInputException if it cannot work here or gives wrong numbers
   */
  public static LinearAlgebraChoice named(Candidate named) {
    Availability availability = named.availability().get();
    if (!availability.isAvailable()) {
      throw new InvalidInputException(
          "linear algebra '" + named.name() + "' cannot work here: " + availability.reason(),
          "Leave out --linalg to have one chosen.");
    }
    LinearAlgebra algebra = named.make().get();
    Optional<String> problem = LinearAlgebraSelfCheck.reasonToRefuse(algebra);
    if (problem.isPresent()) {
      throw new InvalidInputException(
          "linear algebra '" + named.name() + "' was refused because " + problem.get(),
          "Leave out --linalg to have one chosen.");
    }
    return new LinearAlgebraChoice(
        named.name(), algebra, "asked for by --linalg; its self-check passed");
  }

  private static List<Candidate> inOrder(List<Candidate> candidates) {
    return candidates.stream()
        .sorted(
            java.util.Comparator.<Candidate>comparingInt(
                    c -> {
                      int rank = PREFERENCE.indexOf(c.name());
                      return rank < 0 ? PREFERENCE.size() : rank;
                    })
                .thenComparing(Candidate::name))
        .toList();
  }
}
