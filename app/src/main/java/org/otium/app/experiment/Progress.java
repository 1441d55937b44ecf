package org.otium.app.experiment;

import java.nio.file.Path;
import org.otium.api.FlowStep;
import org.otium.api.LearningStep;
import org.otium.app.text.ShellWord;

/** Is told how a run goes. */
public interface Progress {
  /**
   * Tells nobody.
   *
   * @return for work that nobody watches
   */
  static Progress untold() {
    return new Progress() {
      @Override
      public void phase(String what) {}

      @Override
      public void step(FlowStep step, long made, long total) {}

      @Override
      public void note(String message) {}

      @Override
      public void detail(String message) {}
    };
  }

  /**
   * A part of the work begins.
   *
   * @param what it is, in a few words
   */
  void phase(String what);

  /**
   * How far long work is, told now and then for those who see no line that is rewritten.
   *
   * @param line one line
   */
  default void far(String line) {}

  /**
   * A step of a flow was made.
   *
   * @param step what was measured
   * @param made how many steps were made
   * @param total how many steps there are in all
   */
  void step(FlowStep step, long made, long total);

  /**
   * A step of learning was made, perhaps by one of several threads that learn.
   *
   * @param what is learned
   * @param step where it stands
   */
  default void learning(String what, LearningStep step) {}

  /**
   * What has to be typed for a run that ended early to go on.
   *
   * @param folder its folder
   * @return the command, as far as it is known who is told
   */
  default String continuing(Path folder) {
    return "--resume " + ShellWord.quoted(folder);
  }

  /**
   * Something that the user should know now.
   *
   * @param message one line
   */
  void note(String message);

  /**
   * Something that only the curious want to know.
   *
   * @param message one line
   */
  void detail(String message);
}
