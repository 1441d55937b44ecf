package org.otium.app.library;

import org.otium.api.FlowStep;
import org.otium.api.LearningStep;
import org.otium.app.experiment.Progress;

/** Tells the log how a run goes, which a program may show or not. */
final class LoggedProgress implements Progress {
  private static final System.Logger LOG = System.getLogger("org.otium.app.library");

  LoggedProgress() {}

  @Override
  public void phase(String what) {
    LOG.log(System.Logger.Level.DEBUG, what);
  }

  @Override
  public void step(FlowStep step, long made, long total) {
    LOG.log(System.Logger.Level.DEBUG, () -> "Step " + made + " of " + total);
  }

  @Override
  public void far(String line) {
    LOG.log(System.Logger.Level.DEBUG, line);
  }

  @Override
  public void learning(String what, LearningStep step) {
    LOG.log(
        System.Logger.Level.DEBUG,
        () -> what + ": step " + step.made() + " of " + step.total() + ", " + step.measured());
  }

  @Override
  public void note(String message) {
    LOG.log(System.Logger.Level.DEBUG, message);
  }

  @Override
  public void detail(String message) {
    LOG.log(System.Logger.Level.DEBUG, message);
  }
}
