/**
 * The rules of the house for the classes of a plugin. They need ArchUnit, which the author of the
 * plugin adds for tests.
 */
@NullMarked
package org.otium.testkit.rules;

import org.jspecify.annotations.NullMarked;
