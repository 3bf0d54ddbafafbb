#include "custody/signature.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

namespace recount {

namespace {

template <class T, void (*Free)(T*)>
struct Freeing {
    void operator()(T* value) const { Free(value); }
};
using Key = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY, EVP_PKEY_free>>;
using Context = std::unique_ptr<EVP_MD_CTX, Freeing<EVP_MD_CTX, EVP_MD_CTX_free>>;
using Memory = std::unique_ptr<BIO, Freeing<BIO, BIO_free_all>>;

const unsigned char* data_of(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

/// `digest`: null for keys that sign the bytes themselves.
bool is_signed(EVP_PKEY* key, const EVP_MD* digest, std::string_view bytes, std::string_view signature) {
    const Context context(EVP_MD_CTX_new());
    return context && EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key) == 1 &&
           EVP_DigestVerify(context.get(), data_of(signature), signature.size(), data_of(bytes), bytes.size()) == 1;
}

// ---- OpenSSL

SignatureCheck check_openssl(std::string_view bytes, std::string_view signature, std::string_view pem) {
    const Memory memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    const Key key(memory ? PEM_read_bio_PUBKEY(memory.get(), nullptr, nullptr, nullptr) : nullptr);
    if (!key)
        return {false, "the key is neither a public key in PEM nor one of minisign"};
    const int kind = EVP_PKEY_base_id(key.get());
    const EVP_MD* digest = kind == EVP_PKEY_ED25519 || kind == EVP_PKEY_ED448 ? nullptr : EVP_sha256();
    if (!is_signed(key.get(), digest, bytes, signature))
        return {false, "this key did not make this signature of this file"};
    return {true, ""};
}

// ---- minisign (https://jedisct1.github.io/minisign/): lines of base64 behind lines of comment

constexpr std::size_t algorithm_size = 2, key_id_size = 8, signature_size = 64, public_key_size = 32;
constexpr std::string_view comment = "untrusted comment:", trusted = "trusted comment: ";

std::optional<std::string> from_base64(std::string_view digits) {
    while (!digits.empty() && (digits.back() == '\r' || digits.back() == ' '))
        digits.remove_suffix(1);
    std::string out(digits.size() / 4 * 3, '\0');
    const int size = digits.empty() || digits.size() % 4 != 0
                         ? -1
                         : EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()), data_of(digits),
                                           static_cast<int>(digits.size()));
    if (size < 0)
        return std::nullopt;
    const auto padding = static_cast<std::size_t>(std::ranges::count(digits.substr(digits.size() - 2), '='));
    out.resize(static_cast<std::size_t>(size) - padding);
    return out;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        if (lines.back().ends_with('\r'))
            lines.back().remove_suffix(1);
        text.remove_prefix(std::min(text.size(), end + 1));
    }
    return lines;
}

std::string blake2b_512(std::string_view bytes) {
    std::string digest(EVP_MAX_MD_SIZE, '\0');
    unsigned int size = 0;
    EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()), &size, EVP_blake2b512(),
               nullptr);
    digest.resize(size);
    return digest;
}

SignatureCheck check_minisign(std::string_view bytes, std::string_view signature_file, std::string_view key_file) {
    const std::vector<std::string_view> lines = lines_of(signature_file), key_lines = lines_of(key_file);
    const auto key_bytes = key_lines.size() > 1 ? from_base64(key_lines[1]) : std::nullopt;
    if (!key_bytes || key_bytes->size() != algorithm_size + key_id_size + public_key_size ||
        !key_bytes->starts_with("Ed"))
        return {false, "the key is no public key of minisign"};
    const auto own = lines.size() > 3 ? from_base64(lines[1]) : std::nullopt;
    const auto whole = lines.size() > 3 ? from_base64(lines[3]) : std::nullopt;
    if (!own || !whole || own->size() != algorithm_size + key_id_size + signature_size ||
        whole->size() != signature_size || !lines[2].starts_with(trusted))
        return {false, "the signature is none of minisign"};
    if (own->substr(algorithm_size, key_id_size) != key_bytes->substr(algorithm_size, key_id_size))
        return {false, "the signature is by another key"};
    const std::string_view algorithm = std::string_view(*own).substr(0, algorithm_size);
    if (algorithm != "Ed" && algorithm != "ED")
        return {false, "the signature is of a kind that is not known"};
    const std::string signature = own->substr(algorithm_size + key_id_size);
    const Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr,
                                              data_of(*key_bytes) + algorithm_size + key_id_size, public_key_size));
    if (!key || !is_signed(key.get(), nullptr, algorithm == "ED" ? blake2b_512(bytes) : std::string(bytes), signature))
        return {false, "this key did not make this signature of this file"};
    const std::string_view said = lines[2].substr(trusted.size());
    if (!is_signed(key.get(), nullptr, signature + std::string(said), *whole))
        return {false, "the trusted comment is not what was signed"};
    return {true, std::string(said)};
}

}  // namespace

SignatureCheck check_signature(std::string_view signed_bytes, std::string_view signature, std::string_view public_key) {
    return public_key.starts_with(comment) ? check_minisign(signed_bytes, signature, public_key)
                                           : check_openssl(signed_bytes, signature, public_key);
}

}  // namespace recount
