package org.otium.models.classification;

/** What becomes of the last layer of a network that goes on learning from other samples. */
public enum Head {
  /** It stays where the classes are the same: those ids, and no id that has two names. */
  AUTO,
  /** It stays where the ids of the classes are the same, whatever they are called. */
  KEPT,
  /** It is learned anew. */
  NEW
}
