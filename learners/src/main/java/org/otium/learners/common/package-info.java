/** What several kinds of learners need. */
@NullMarked
package org.otium.learners.common;

import org.jspecify.annotations.NullMarked;
