package io.holdfast.testkit.order;

/// One connection to a key-value store. Confined to one thread.
public interface Client {
    /// Carries out a call. The value of a put is the lower-case hexadecimal MD5 of its body, which
    /// is also what a read has to compute from the bytes that it gets.
    ///
    /// @param body of a put; empty for all other calls
    /// @return [Answer.None] when it is not known whether the call was carried out
    /// @throws Exception for an answer that no store may give, whatever it holds
    Answer send(Call call, byte[] body) throws Exception;
}
