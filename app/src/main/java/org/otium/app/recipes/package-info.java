/** Recipes: experiments as YAML files, with variants and sweeps, and how they are run. */
@NullMarked
package org.otium.app.recipes;

import org.jspecify.annotations.NullMarked;
