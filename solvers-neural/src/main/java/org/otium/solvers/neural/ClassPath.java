package org.otium.solvers.neural;

/** The class path of the plugin folder, on which DJL lies. */
final class ClassPath {
  private ClassPath() {}

  /**
   * Lets this module use DJL, whichever loader above its own has it. Only a module itself can widen
   * what it reads.
   */
  static void makeReadable() {
    Module module = ClassPath.class.getModule();
    for (ClassLoader at = ClassPath.class.getClassLoader(); at != null; at = at.getParent()) {
      module.addReads(at.getUnnamedModule());
    }
  }
}
