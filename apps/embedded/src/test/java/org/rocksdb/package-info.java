/// One class of the index's library, replaced by one that counts.
@NullMarked
package org.rocksdb;

import org.jspecify.annotations.NullMarked;
