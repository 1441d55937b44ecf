/** Parquet files, alone or in folders of several, as Hugging Face, Spark and pandas write them. */
@NullMarked
package org.otium.data.parquet;

import org.jspecify.annotations.NullMarked;
