package io.holdfast.s3;

/// A node with which nothing is wrong.
record AllWell() implements Health {
    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public boolean canWrite() {
        return true;
    }

    @Override
    public boolean canRead() {
        return true;
    }
}
