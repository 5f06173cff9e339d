/* Signatures, hashes and their texts, against published vectors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/sign.h"

static size_t unhex(const char *text, uint8_t *out, size_t room)
{
    size_t len;
    assert_true(sign_hex_decode(text, out, room, &len));
    return len;
}

/* RFC 8032 section 7.1, TEST 1 to 3 */
static const struct {
    const char *seed, *public_key, *message, *signature;
} rfc8032[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701"
     "c"
     "f9b46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d"
     "0"
     "f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f7609"
     "8"
     "4dc6594a7c15e9716ed28dc027beceea1ec40a"},
};

static void signatures_are_those_of_rfc_8032(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rfc8032 / sizeof *rfc8032; i++) {
        struct sign_key key;
        uint8_t message[8], expected[SIGN_BYTES], signature[SIGN_BYTES];
        unhex(rfc8032[i].public_key, key.public_key, SIGN_PUBLIC);
        unhex(rfc8032[i].seed, key.secret_key, 32);
        memcpy(key.secret_key + 32, key.public_key, 32); /* libsodium: seed, then public key */
        size_t len = unhex(rfc8032[i].message, message, sizeof message);
        assert_int_equal(unhex(rfc8032[i].signature, expected, SIGN_BYTES), SIGN_BYTES);
        sign_make(&key, message, len, signature);
        assert_memory_equal(signature, expected, SIGN_BYTES);
        assert_true(sign_verify(key.public_key, message, len, signature));
    }
}

static void one_changed_bit_anywhere_breaks_a_signature(void **state)
{
    (void)state;
    struct sign_key key, other;
    sign_key_make(&key);
    sign_key_make(&other);
    char text[] = "serial 0001, officer 7, level L2";
    uint8_t signature[SIGN_BYTES];
    sign_make(&key, text, sizeof text, signature);
    assert_true(sign_verify(key.public_key, text, sizeof text, signature));
    assert_false(sign_verify(other.public_key, text, sizeof text, signature));
    for (size_t i = 0; i < sizeof text; i++) {
        text[i] ^= 1;
        assert_false(sign_verify(key.public_key, text, sizeof text, signature));
        text[i] ^= 1;
    }
    for (size_t i = 0; i < SIGN_BYTES; i++) {
        signature[i] ^= 1;
        assert_false(sign_verify(key.public_key, text, sizeof text, signature));
        signature[i] ^= 1;
    }
    assert_false(sign_verify(key.public_key, text, sizeof text - 1, signature));
}

static void a_sealed_key_opens_with_its_passphrase_only(void **state)
{
    (void)state;
    struct sign_key key, opened;
    struct err err = {0};
    uint8_t sealed[SIGN_SEALED], again[SIGN_SEALED];
    sign_key_make(&key);
    assert_true(sign_key_seal(&key, "武昌 2026", sealed, &err));
    assert_true(sign_key_seal(&key, "武昌 2026", again, &err));
    assert_memory_not_equal(sealed, again, SIGN_SEALED); /* salt and nonce are fresh */
    assert_true(sign_key_open(&opened, "武昌 2026", sealed, &err));
    assert_memory_equal(&opened, &key, sizeof key);
    struct sign_key untouched = opened;
    assert_false(sign_key_open(&opened, "武昌 2027", sealed, &err));
    assert_int_equal(err.code, ERR_NOT_ALLOWED);
    assert_memory_equal(&opened, &untouched, sizeof opened);
    sealed[SIGN_SEALED - 1] ^= 1;
    assert_false(sign_key_open(&opened, "武昌 2026", sealed, &err));
    sign_key_wipe(&key);
    static const struct sign_key nothing;
    assert_memory_equal(&key, &nothing, sizeof key);
}

/* BLAKE2b-256 as `b2sum -l 256` prints it */
static void hashes_are_blake2b_in_one_piece_or_many(void **state)
{
    (void)state;
    static const struct {
        const char *text, *hash;
    } vectors[] = {
        {"", "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"},
        {"abc", "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"},
    };
    for (size_t i = 0; i < 2; i++) {
        uint8_t expected[SIGN_HASH], hash[SIGN_HASH];
        unhex(vectors[i].hash, expected, sizeof expected);
        sign_hash(vectors[i].text, strlen(vectors[i].text), hash);
        assert_memory_equal(hash, expected, SIGN_HASH);
        struct sign_hash_state parts;
        sign_hash_begin(&parts);
        for (const char *at = vectors[i].text; *at; at++)
            sign_hash_add(&parts, at, 1);
        sign_hash_end(&parts, hash);
        assert_memory_equal(hash, expected, SIGN_HASH);
    }
}

static void pins_are_kept_as_argon2id_and_never_match_another(void **state)
{
    (void)state;
    struct err err = {0};
    char text[SIGN_PASSWORD_MAX], again[SIGN_PASSWORD_MAX];
    assert_true(sign_password_hash("4711", text, &err));
    assert_true(sign_password_hash("4711", again, &err));
    assert_memory_equal(text, "$argon2id$v=19$", 15);
    assert_string_not_equal(text, again);
    assert_null(strstr(text, "4711"));
    assert_true(sign_password_matches("4711", text));
    assert_false(sign_password_matches("4712", text));
    assert_false(sign_password_matches("", text));
    assert_false(sign_password_matches("4711", ""));
    assert_false(sign_password_matches("4711", "4711"));
    /* test vector of the Argon2 reference implementation, version 1.3 */
    assert_true(sign_password_matches("password",
                                      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$"
                                      "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"));
}

static void expect_base45(const char *bytes, size_t len, const char *text)
{
    struct sbuf out = {0};
    sign_base45(&out, bytes, len);
    assert_string_equal(sbuf_text(&out), text);
    sbuf_release(&out);
    uint8_t back[32];
    size_t back_len = 99;
    assert_true(sign_base45_decode(text, back, sizeof back, &back_len));
    assert_int_equal(back_len, len);
    assert_memory_equal(back, bytes, len);
}

static void base45_is_that_of_rfc_9285(void **state)
{
    (void)state;
    expect_base45("AB", 2, "BB8");
    expect_base45("Hello!!", 7, "%69 VD92EX0");
    expect_base45("base-45", 7, "UJCLQE7W581");
    expect_base45("ietf!", 5, "QED8WEX0");
    expect_base45("", 0, "");
    uint8_t out[8];
    size_t len;
    assert_false(sign_base45_decode(":::", out, 8, &len)); /* above 65535 */
    assert_false(sign_base45_decode("GGX", out, 8, &len)); /* 65536 */
    assert_true(sign_base45_decode("FGW", out, 8, &len));  /* 65535 */
    assert_false(sign_base45_decode("::", out, 8, &len));  /* above 255 */
    assert_false(sign_base45_decode("BB8A", out, 8, &len));
    assert_false(sign_base45_decode("bb8", out, 8, &len));
    assert_false(sign_base45_decode("BB8BB8", out, 3, &len)); /* no room */
}

static void base64url_is_that_of_rfc_4648_without_padding(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *text;
    } vectors[] = {{"", ""},
                   {"f", "Zg"},
                   {"fo", "Zm8"},
                   {"foo", "Zm9v"},
                   {"foob", "Zm9vYg"},
                   {"fooba", "Zm9vYmE"},
                   {"foobar", "Zm9vYmFy"},
                   {"\xfb\xff\xfe", "-__-"}};
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        struct sbuf out = {0};
        size_t len = strlen(vectors[i].bytes);
        sign_base64url(&out, vectors[i].bytes, len);
        assert_string_equal(sbuf_text(&out), vectors[i].text);
        sbuf_release(&out);
        uint8_t back[16];
        size_t back_len;
        assert_true(sign_base64url_decode(vectors[i].text, back, sizeof back, &back_len));
        assert_int_equal(back_len, len);
        assert_memory_equal(back, vectors[i].bytes, len);
    }
    uint8_t out[16];
    size_t len;
    assert_false(sign_base64url_decode("Zg==", out, 16, &len));
    assert_false(sign_base64url_decode("+//+", out, 16, &len));
    assert_false(sign_base64url_decode("Zh", out, 16, &len)); /* stray bits at the end */
    assert_false(sign_base64url_decode("Zm9vYmFy", out, 5, &len));
    assert_false(sign_base64url_decode("Zm9v\n", out, 16, &len));
}

static void hex_is_lower_case_and_strict(void **state)
{
    (void)state;
    struct sbuf out = {0};
    sign_hex(&out, "\x00\xff\x1a", 3);
    assert_string_equal(sbuf_text(&out), "00ff1a");
    sbuf_release(&out);
    uint8_t bytes[4];
    size_t len;
    assert_true(sign_hex_decode("00FF1a", bytes, 4, &len));
    assert_int_equal(len, 3);
    assert_false(sign_hex_decode("00f", bytes, 4, &len));
    assert_false(sign_hex_decode("0g", bytes, 4, &len));
    assert_false(sign_hex_decode("0011223344", bytes, 4, &len));
}

static void random_bytes_differ_and_wiped_ones_are_zero(void **state)
{
    (void)state;
    uint8_t a[32] = {0}, b[32] = {0};
    sign_random(a, sizeof a);
    sign_random(b, sizeof b);
    assert_memory_not_equal(a, b, sizeof a);
    sign_wipe(a, sizeof a);
    sign_wipe(b, sizeof b);
    static const uint8_t zeros[32];
    assert_memory_equal(a, zeros, sizeof a);
}

static int start(void **state)
{
    (void)state;
    struct err err = {0};
    return sign_init(&err) ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signatures_are_those_of_rfc_8032),
        cmocka_unit_test(one_changed_bit_anywhere_breaks_a_signature),
        cmocka_unit_test(a_sealed_key_opens_with_its_passphrase_only),
        cmocka_unit_test(hashes_are_blake2b_in_one_piece_or_many),
        cmocka_unit_test(pins_are_kept_as_argon2id_and_never_match_another),
        cmocka_unit_test(base45_is_that_of_rfc_9285),
        cmocka_unit_test(base64url_is_that_of_rfc_4648_without_padding),
        cmocka_unit_test(hex_is_lower_case_and_strict),
        cmocka_unit_test(random_bytes_differ_and_wiped_ones_are_zero),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
