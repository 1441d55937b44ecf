/** Datasets by name: files, folders and generators. */
@NullMarked
package org.otium.app.datasets;

import org.jspecify.annotations.NullMarked;
