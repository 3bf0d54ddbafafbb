#include "text/sha256.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

namespace recount {

std::string sha256_hex(std::string_view bytes) {
    unsigned char digest[SHA256_DIGEST_LENGTH];
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest);
    return hexadecimal(digest);
}

std::string hmac_sha256_hex(std::string_view key, std::string_view bytes) {
    unsigned char digest[SHA256_DIGEST_LENGTH];
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(bytes.data()),
         bytes.size(), digest, nullptr);
    return hexadecimal(digest);
}

std::string hexadecimal(std::span<const unsigned char> digest) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    for (const unsigned char byte : digest)
        hex += {digits[byte >> 4], digits[byte & 15]};
    return hex;
}

}  // namespace recount
