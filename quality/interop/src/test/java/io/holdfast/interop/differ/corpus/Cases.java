package io.holdfast.interop.differ.corpus;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a family writes its cases into. A target `/{b}/key` means the family's own bucket, `{b}2`
/// another one that is its own too; names begin with the family's.
final class Cases {
    private final String family;
    private final String bucket;
    private final List<Case> all;
    private final Map<String, Integer> names = new HashMap<>();

    Cases(String run, String family, List<Case> all) {
        this.family = family;
        this.bucket = run + "-" + family;
        this.all = all;
    }

    /// Name of the family's bucket.
    String bucket() {
        return bucket;
    }

    /// Cases of the same name are numbered.
    Case request(String name, String method, String target) {
        String whole = family + ": " + name;
        int count = names.merge(whole, 1, Integer::sum);
        String unique = count == 1 ? whole : whole + " (" + count + ")";
        Case one = new Case(unique, method, target.replace("{b}", bucket));
        all.add(one);
        return one;
    }

    Case get(String name, String target) {
        return request(name, "GET", target);
    }

    Case head(String name, String target) {
        return request(name, "HEAD", target);
    }

    Case put(String name, String target) {
        return request(name, "PUT", target);
    }

    /// A PUT of a text.
    Case put(String name, String target, String body) {
        return put(name, target).body(body);
    }

    Case post(String name, String target, String body) {
        return request(name, "POST", target).body(body);
    }

    Case delete(String name, String target) {
        return request(name, "DELETE", target);
    }

    /// A document, with the digest that some operations demand.
    Case document(String name, String method, String target, String body) {
        return request(name, method, target).body(body).header("content-md5", md5(body));
    }

    /// Makes the family's bucket.
    Case makeBucket() {
        return put("make the bucket", "/{b}");
    }

    /// A short form of a text for the name of a case.
    static String brief(String text) {
        String flat = text.replaceAll("\\s+", " ").replaceAll(" xmlns=\"[^\"]*\"", "");
        return flat.length() <= 70 ? flat : flat.substring(0, 67) + "...";
    }

    static String md5(String text) {
        return digest("MD5", text.getBytes(StandardCharsets.UTF_8));
    }

    /// In base64.
    static String digest(String algorithm, byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
