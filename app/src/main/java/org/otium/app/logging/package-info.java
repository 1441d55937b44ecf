/** What the program and its libraries say of themselves beside results and progress. */
@NullMarked
package org.otium.app.logging;

import org.jspecify.annotations.NullMarked;
