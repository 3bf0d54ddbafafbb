// Whether a file is signed by who has a key. Keys and signatures are those of OpenSSL (a public key in PEM; a signature
// as "openssl pkeyutl -sign -rawin" and "openssl dgst -sha256 -sign" write it) or of minisign. Nothing here signs, and
// there is no format of our own.
#pragma once

#include <string>
#include <string_view>

namespace recount {

struct SignatureCheck {
    bool good = false;
    std::string told;  // a sentence: why it is not good, or what a good one says besides (minisign's trusted comment)
};

/// All three as the bytes of their files. Throws nothing: a key or a signature that cannot be read is not good.
SignatureCheck check_signature(std::string_view signed_bytes, std::string_view signature, std::string_view public_key);

}  // namespace recount
