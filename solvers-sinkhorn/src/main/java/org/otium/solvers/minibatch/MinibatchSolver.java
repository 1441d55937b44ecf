package org.otium.solvers.minibatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.InvalidInputException;
import org.otium.api.KantorovichPotentials;
import org.otium.api.OtSolver;
import org.otium.api.TransportPlan;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.TransportResult.Convergence;
import org.otium.api.TransportResult.Meaning;
import org.otium.api.Weights;
import org.otium.numerics.MinibatchPartition;
import org.otium.numerics.MinibatchPartition.Block;
import org.otium.numerics.MinibatchPartition.Side;
import org.otium.numerics.ParallelLoop;

/**
 * Minibatch optimal transport (GG §6; Fatras et al., "Minibatch optimal transport distances;
 * analysis and applications", 2021): the points are cut into random blocks as described at {@link
 * MinibatchPartition}, another solver solves the problem between the rows and the columns of each
 * block, and the blocks' plans together are the plan. Time falls from O(NM) to O(BN) for batches of
 * B points, memory to B² floats.
 *
 * <p><b>What the value is.</b> With blocks of masses p_k (of one) and block measures α_k, β_k, the
 * value is Σ_k p_k·OT(α_k, β_k), averaged over the repeats. The plan Σ_k p_k π_k has the marginals
 * of the whole problem, so with an exact solver the value is the cost of that plan: <em>an upper
 * bound of the exact cost</em>, for every seed, and not only on average. It does not fall to the
 * exact cost with more repeats: these lower the variance, only larger batches lower the bias, which
 * for equal masses is that of the empirical cost of B samples. With an entropic solver the value
 * bounds the exact cost too, but the entropic cost of the whole only up to ε Σ_k p_k log(1/p_k), as
 * each block's entropy is relative to the block's own measures.
 *
 * <p>A measure is not at value zero from itself, even with an exact solver, since its points meet
 * others' blocks; so this solver counts as biased, and {@link #solveSymmetric} cuts rows and
 * columns apart like {@link #solve} does. With one seed, S(α,α) of the debiased divergence is then
 * zero, and S(α,β) is the debiased minibatch loss of Fatras et al..
 *
 * <p>A problem that fits one batch goes to the wrapped solver as it is, and so its result is that
 * solver's own. Otherwise ε is what the wrapped solver makes of its setting in the first block, and
 * is the same in all others. The potentials are those of the blocks side by side, each point's
 * averaged over its blocks; they give the value and start the same blocks again well, but they are
 * not feasible for the whole dual problem. Points without mass get theirs from the first block.
 *
 * <p>Blocks are solved side by side where the memory budget holds the costs of as many as there are
 * threads, else one after the other with all threads in each. The costs stay in memory after the
 * solve if those of all blocks fit the budget; else the plan computes them again where it needs
 * them. Solvers that store a tiled cost hold a second copy while they work on a block. Results do
 * not depend on the number of threads if those of the wrapped solver do not.
 *
 * <p>Details: {@code blocks}, {@code unconverged-blocks}, {@code largest-block} (points of its
 * larger side), {@code block-value-deviation} (standard deviation of the blocks' values, weighted
 * by mass), {@code block-iterations} (of all blocks together; the convergence tells those of the
 * slowest block).
 */
public final class MinibatchSolver implements OtSolver {
  private final MinibatchSettings settings;
  private final Compute compute;

  /**
   * A solver around another.
   *
   * @param settings the solver of the blocks and how they are cut
   * @param compute threads and the memory budget
   */
  public MinibatchSolver(MinibatchSettings settings, Compute compute) {
    this.settings = settings;
    this.compute = compute;
  }

  /**
   * How this solver runs.
   *
   * @return the settings
   */
  public MinibatchSettings settings() {
    return settings;
  }

  /**
   * True: in more than one block, moving a measure onto itself costs something with any solver.
   *
   * @return true
   */
  @Override
  public boolean isBiased() {
    return true;
  }

  @Override
  public MinibatchSolver withEpsilon(double epsilon) {
    return new MinibatchSolver(
        settings.withSolver(settings.solver().withEpsilon(epsilon)), compute);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A cost that is not finite is found when its block is read; one between points that never
   * share a block is not read at all.
   */
  @Override
  public TransportResult solve(TransportProblem problem) {
    return fitsOneBatch(problem) ? settings.solver().solve(problem) : solveBlocks(problem);
  }

  /**
   * {@inheritDoc}
   *
   * @throws InvalidInputException also if the problem is not square or its masses differ
   */
  @Override
  public TransportResult solveSymmetric(TransportProblem problem) {
    if (!problem.a().equals(problem.b())) {
      throw new InvalidInputException(
          "a symmetric problem with two different measures",
          "Give the same masses twice; use solve for two different measures.");
    }
    return fitsOneBatch(problem) ? settings.solver().solveSymmetric(problem) : solveBlocks(problem);
  }

  private boolean fitsOneBatch(TransportProblem problem) {
    return problem.a().size() <= settings.batchSize() && problem.b().size() <= settings.batchSize();
  }

  private TransportResult solveBlocks(TransportProblem problem) {
    requireEqualTotals(problem.a().total(), problem.b().total());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(settings.seed());
    Side rows = new Side(problem.a().toArray());
    Side columns = new Side(scaled(problem.b().toArray(), problem));
    List<Block> blocks = new ArrayList<>();
    int repeats = 0;
    do {
      blocks.addAll(MinibatchPartition.of(rows, columns, settings.batchSize(), random).blocks());
      repeats++;
    } while (repeats < settings.repeats() && blocks.size() > 1);
    List<BlockSolution> solutions = solutions(problem, blocks, repeats);
    TransportPlan plan =
        new BlockPlan(
            rows.masses().length, columns.masses().length, solutions, repeats > 1, compute);
    return together(problem, solutions, plan);
  }

  private static void requireEqualTotals(double totalA, double totalB) {
    if (!(Math.abs(totalA - totalB) <= Weights.SUM_TOLERANCE * totalA)) {
      throw new InvalidInputException(
          "masses of " + totalA + " and " + totalB + " in all",
          "Both measures must have the same total: divide the weights by their sums.");
    }
  }

  private static double[] scaled(double[] b, TransportProblem problem) {
    if (problem.a().total() != problem.b().total()) {
      double scale = problem.a().total() / problem.b().total();
      Arrays.setAll(b, j -> b[j] * scale);
    }
    return b;
  }

  private List<BlockSolution> solutions(TransportProblem problem, List<Block> blocks, int repeats) {
    long budget = compute.memoryBudget();
    long largest = blocks.stream().mapToLong(BlockCost::bytes).max().orElseThrow();
    boolean keep =
        blocks.stream().allMatch(block -> BlockCost.fits(block, budget))
            && blocks.stream().mapToLong(BlockCost::bytes).sum() <= budget;
    BlockSolution[] solutions = new BlockSolution[blocks.size()];
    solutions[0] = solution(problem, blocks.getFirst(), repeats, settings.solver(), keep);
    // One ε for all blocks: what is relative to the cost would differ from block to block.
    double epsilon = solutions[0].result().epsilon();
    OtSolver same = epsilon > 0 ? settings.solver().withEpsilon(epsilon) : settings.solver();
    boolean sideBySide = blocks.size() > compute.threads() && largest <= budget / compute.threads();
    ParallelLoop.run(
        sideBySide ? compute.threads() : 1,
        1,
        blocks.size(),
        1,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            solutions[k] = solution(problem, blocks.get(k), repeats, same, keep);
          }
        });
    return List.of(solutions);
  }

  private BlockSolution solution(
      TransportProblem problem, Block block, int repeats, OtSolver solver, boolean keep) {
    BlockCost source = new BlockCost(problem.cost(), block);
    int rows = block.rows().length;
    int columns = block.columns().length;
    CostMatrix cost = CostMatrix.tiled(rows, columns, source);
    if (BlockCost.fits(block, compute.memoryBudget())) {
      float[] held = source.hold(compute.threads());
      cost = keep ? CostMatrix.stored(rows, columns, held, source) : cost;
    }
    double total = problem.a().total();
    double mass = block.mass();
    TransportResult result =
        solver.solve(
            new TransportProblem(
                cost,
                masses(block.rowMasses(), total / mass),
                masses(block.columnMasses(), total / mass),
                problem.start().map(start -> select(start, block))));
    source.release();
    return new BlockSolution(block, mass / total / repeats, result);
  }

  private static Weights masses(double[] masses, double scale) {
    return Weights.masses(Arrays.stream(masses).map(w -> w * scale).toArray());
  }

  private static KantorovichPotentials select(KantorovichPotentials start, Block block) {
    return new KantorovichPotentials(
        Arrays.stream(block.rows()).mapToDouble(i -> start.f()[i]).toArray(),
        Arrays.stream(block.columns()).mapToDouble(j -> start.g()[j]).toArray());
  }

  private static TransportResult together(
      TransportProblem problem, List<BlockSolution> solutions, TransportPlan plan) {
    double value = 0;
    double transportCost = 0;
    int largest = 0;
    for (BlockSolution part : solutions) {
      value += part.share() * part.result().value();
      transportCost += part.share() * part.result().transportCost();
      Block block = part.block();
      largest = Math.max(largest, Math.max(block.rows().length, block.columns().length));
    }
    double variance = 0;
    for (BlockSolution part : solutions) {
      double difference = part.result().value() - value;
      variance += part.share() * difference * difference;
    }
    List<Convergence> parts = solutions.stream().map(part -> part.result().convergence()).toList();
    long open = parts.stream().filter(part -> !part.converged()).count();
    TransportResult first = solutions.getFirst().result();
    return new TransportResult(
        value,
        solutions.size() == 1 ? first.meaning() : Meaning.MINIBATCH_MEAN,
        transportCost,
        BlockPotentials.of(problem, solutions),
        plan,
        first.epsilon(),
        new Convergence(
            open == 0,
            reason(parts, open),
            parts.stream().mapToInt(Convergence::iterations).max().orElseThrow(),
            distance(plan.rowSums(), problem.a()) + distance(plan.columnSums(), problem.b())),
        Map.of(
            "blocks", (double) solutions.size(),
            "unconverged-blocks", (double) open,
            "largest-block", (double) largest,
            "block-value-deviation", Math.sqrt(variance),
            "block-iterations", (double) parts.stream().mapToLong(Convergence::iterations).sum()));
  }

  private static String reason(List<Convergence> parts, long open) {
    Optional<Convergence> told =
        parts.stream().filter(part -> !part.converged() || open == 0).findFirst();
    return (open == 0 ? "all " : open + " of ")
        + parts.size()
        + (open == 0
            ? " blocks converged; the first "
            : " blocks did not converge; the first of them ")
        + told.orElseThrow().reason();
  }

  private static double distance(double[] sums, Weights wanted) {
    return IntStream.range(0, sums.length)
        .mapToDouble(i -> Math.abs(sums[i] - wanted.get(i)))
        .sum();
  }
}
