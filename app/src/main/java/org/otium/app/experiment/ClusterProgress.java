package org.otium.app.experiment;

import org.otium.api.ClusterListener;
import org.otium.app.text.Numbers;

/** Shows how a job on a cluster goes. */
public abstract class ClusterProgress implements ClusterListener {
  private final String phase;
  private final String unit;
  private final org.otium.app.experiment.Progress progress;
  private final StopSignal stop;
  private final Milestones milestones = new Milestones();
  private int lost;

  /**
   * Shows a job.
   *
   * @param unit what a piece is called
   * @param progress where it is shown
   * @param stop ends the job early
   */
  protected ClusterProgress(
      String unit, org.otium.app.experiment.Progress progress, StopSignal stop) {
    this("", unit, progress, stop);
  }

  /**
   * Shows a job that is one of several.
   *
   * @param phase what the job does, in a few words
   * @param unit what a piece is called
   * @param progress where it is shown
   * @param stop ends the job early
   */
  protected ClusterProgress(
      String phase, String unit, org.otium.app.experiment.Progress progress, StopSignal stop) {
    this.phase = phase.isEmpty() ? "" : phase + ": ";
    this.unit = unit;
    this.progress = progress;
    this.stop = stop;
  }

  @Override
  public void progress(Progress far) {
    if (far.repeated() > lost) {
      lost = far.repeated();
      progress.detail("The cluster lost " + Numbers.counted(lost, "attempt") + " so far.");
    }
    long done = done(far.done());
    long total = total(far.total());
    String line =
        phase
            + Numbers.count(done)
            + " of "
            + Numbers.counted(total, unit)
            + ", "
            + far.running()
            + " running"
            + (far.workers() == 0 ? "" : " on " + Numbers.counted(far.workers(), "executor"))
            + (far.repeated() == 0 ? "" : ", " + far.repeated() + " made again");
    progress.phase(line);
    if (isToldNowAndThen() && milestones.isDue(done, total)) {
      progress.far(line);
    }
  }

  /** Whether it is told now and then how far the job is; false where each result is told anyway. */
  protected boolean isToldNowAndThen() {
    return true;
  }

  /** How many of what the unit says are done, where a piece is not one of them. */
  protected long done(int pieces) {
    return pieces;
  }

  /** How many of what the unit says there are. */
  protected long total(int pieces) {
    return pieces;
  }

  @Override
  public void note(String message) {
    progress.note(message);
  }

  @Override
  public boolean isStopped() {
    return stop.isRequested();
  }
}
