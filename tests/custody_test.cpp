// An account proves itself: the same reports give it again, what differs is named, and a signature is checked with the
// keys and files of OpenSSL and minisign.
#include <doctest/doctest.h>

#include <openssl/evp.h>

#include "custody/compare.h"
#include "custody/signature.h"
#include "support/program.h"

using namespace recount;
using namespace recount::test;

namespace fs = std::filesystem;

namespace {

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// Three reports, and accounts of them.
class Kept {
public:
    Kept() {
        folder_.write(
            "in/one.txt",
            "The Prut Courier\n8 February 2024\n\nHall falls\n\nThree people were killed in Orhei on Thursday, "
            "police said.\n\nDoina Prisac said 3,500 people marched in Orhei.\n");
        folder_.write(
            "in/two.txt",
            "The Reut Post\n9 February 2024\n\nFour dead\n\nFour people were killed in Orhei on Thursday, the "
            "mayor said.\n\n\"I saw it fall,\" Doina Prisac said.\n");
        folder_.write("in/three.txt",
                      "The Reut Post\n9 February 2024\n\nA road is shut\n\nWorkers shut a road in Soroca.\n");
        folder_.write("names.txt", "Doina Prisac\n");
        folder_.write("key", "0123456789abcdef0123456789abcdef");
    }

    std::string operator/(std::string_view name) const { return (folder_.path() / name).string(); }
    std::string shell(const std::string& command) const {
        return run_shell("cd '" + folder_.path().string() + "' && " + command).out;
    }
    void write(std::string_view name, std::string_view bytes) const { folder_.write(name, bytes); }

    /// The account, written to a file of that name.
    std::string account(const std::string& name, const std::vector<std::string>& options = {}) const {
        std::vector<std::string> arguments{"account", *this / "in", "-q", "-o", *this / name};
        arguments.insert(arguments.end(), options.begin(), options.end());
        CHECK(run_recount(arguments).status == 0);
        return *this / name;
    }

    Outcome verify(const std::string& account, const std::vector<std::string>& options = {},
                   std::string_view reports = "in") const {
        std::vector<std::string> arguments{"verify", account, *this / reports, "-q"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        return run_recount(arguments);
    }

    /// The account with some of its words changed.
    std::string changed(const std::string& account, const std::string& was, const std::string& now) const {
        std::string bytes = read_bytes(account);
        REQUIRE(holds(bytes, was));
        bytes.replace(bytes.find(was), was.size(), now);
        write("changed.json", bytes);
        return *this / "changed.json";
    }

private:
    TemporaryFolder folder_;
};

/// A signature as minisign writes it, by a new key.
struct Minisigned {
    std::string signature, key;
};

std::string base64(const std::string& bytes) {
    std::string out(bytes.size() * 2 + 4, '\0');
    out.resize(static_cast<std::size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                                        reinterpret_cast<const unsigned char*>(bytes.data()),
                                                        static_cast<int>(bytes.size()))));
    return out;
}

std::string ed25519(EVP_PKEY* key, const std::string& bytes) {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    std::string signature(64, '\0');
    std::size_t size = signature.size();
    REQUIRE(EVP_DigestSignInit(context, nullptr, nullptr, nullptr, key) == 1);
    REQUIRE(EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &size,
                           reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()) == 1);
    EVP_MD_CTX_free(context);
    return signature;
}

Minisigned minisign(const std::string& bytes, const std::string& algorithm) {
    EVP_PKEY* key = EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    std::string public_key(32, '\0'), digest(64, '\0');
    std::size_t size = public_key.size();
    EVP_PKEY_get_raw_public_key(key, reinterpret_cast<unsigned char*>(public_key.data()), &size);
    EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()), nullptr, EVP_blake2b512(),
               nullptr);
    const std::string signature = ed25519(key, algorithm == "ED" ? digest : bytes), comment = "file:account.json";
    const std::string whole = ed25519(key, signature + comment);
    EVP_PKEY_free(key);
    return {"untrusted comment: signature\n" + base64(algorithm + "12345678" + signature) +
                "\ntrusted comment: " + comment + "\n" + base64(whole) + "\n",
            "untrusted comment: minisign public key\n" + base64("Ed12345678" + public_key) + "\n"};
}

}  // namespace

TEST_CASE("the same reports give the same account, by whatever path and with the options that it names") {
    const Kept kept;
    for (const std::vector<std::string>& options :
         std::vector<std::vector<std::string>>{{}, {"--confidence", "0.9"}, {"--story", "s1"}}) {
        const Outcome same = kept.verify(kept.account("account.json", options));
        CAPTURE(same.out);
        CHECK(same.status == 0);
        CHECK(holds(same.out, "The account is what these reports give: 3 reports, "));
    }
    kept.shell("mkdir -p other && cp in/* other/ && mv other/one.txt other/renamed.txt");
    const Outcome renamed = kept.verify(kept.account("account.json"), {}, "other");
    CHECK(holds(renamed.out, "1 report by another id, because the paths are others."));
    CHECK(renamed.status == 0);
}

TEST_CASE("what differs is named: a cell, a report, the codebook") {
    const Kept kept;
    const std::string account = kept.account("account.json");
    const Outcome cell = kept.verify(kept.changed(account, "\"low\":3500", "\"low\":3501"));
    CHECK(cell.status == 3);
    CHECK(holds(cell.out, "/ low: 3501, now 3500\n"));
    CHECK(holds(cell.out, "The account is NOT what these reports give now: 1 difference."));
    const Outcome book = kept.verify(kept.changed(account, "\"codebook_sha256\":\"", "\"codebook_sha256\":\"0"));
    CHECK(book.status == 3);
    CHECK(holds(book.out, "made by another: codebook_sha256: "));
    kept.shell(
        "mkdir less && cp in/two.txt in/three.txt less/ && echo More. >> less/two.txt && echo New. > less/four.txt");
    const Outcome reports = kept.verify(account, {}, "less");
    CHECK(reports.status == 3);
    CHECK(holds(reports.out, "report missing: one: "));
    CHECK(holds(reports.out, "report changed: two: "));
    CHECK(holds(reports.out, "report added: four: "));
}

TEST_CASE("a redacted account is proved with its list, and all but the names without it") {
    const Kept kept;
    const std::string list = kept / "names.txt", account = kept.account("redacted.json", {"--redact", list});
    CHECK(kept.verify(account, {"--redact", list}).status == 0);
    const Outcome without = kept.verify(account);
    CAPTURE(without.out);
    CHECK(without.status == 0);
    CHECK(holds(without.out, "these reports give, but for what pseudonyms stand for: "));
    CHECK(holds(without.out, "Not compared: names"));
    const Outcome words = kept.verify(kept.changed(account, "people marched", "people walked"));
    CHECK(words.status == 3);
    CHECK(holds(words.out, "other words: one: text"));
    const Outcome number = kept.verify(kept.changed(account, "\"low\":3500,\"high\"", "\"low\":3501,\"high\""));
    CHECK(number.status == 3);
    CHECK(holds(number.out, "/ low: 3501, now 3500\n"));
    const Outcome added = kept.verify(kept.changed(account, "\"reports\":[", "\"approved\":true,\"reports\":["));
    CHECK(added.status == 3);
    CHECK(holds(added.out, "cell differs: approved: there"));
    // A pseudonym excuses what it stands for, nothing beside it, and none of the program's own words.
    for (const auto& [was, now] : std::vector<std::pair<std::string, std::string>>{
             {"\"speaker\":\"Person 1\"", "\"speaker\":\"General Person 1\""},
             {"\"speaker\":\"Person 1\"", "\"speaker\":\"Vera Olaru\""},
             {"\"name\":\"Person 1\"", "\"name\":\"Person 1 and others\""},
             {"\"scope\":\"total\"", "\"scope\":\"children\""},
             {"One mention only.", "Two mentions."},
             {"\"title\":\"March", "\"title\":\"Riot"},
             {"\"outlet\":\"The Reut Post\"", "\"outlet\":\"The Post\""},
             {"\"modifier\":\"exact\"", "\"modifier\":\"Person 1\""},
             {"\"quantity\":\"killed\"", "\"quantity\":\"Person 1\""},
             {"\"type\":\"protest\"", "\"type\":\"Person 1\""},
             {"\"date\":\"2024-02-08\"", "\"date\":\"Person 1\""}}) {
        const Outcome forged = kept.verify(kept.changed(account, was, now));
        CAPTURE(was);
        CAPTURE(now);
        CAPTURE(forged.out);
        CHECK(forged.status == 3);
        CHECK(holds(forged.out, "cell differs: "));
    }
    const std::string keyed = kept.account("keyed.json", {"--redact", list, "--redact-key", kept / "key"});
    CHECK(kept.verify(keyed, {"--redact", list, "--redact-key", kept / "key"}).status == 0);
    const Outcome needs_key = kept.verify(keyed);
    CHECK(needs_key.status == 2);
    CHECK(holds(needs_key.err, "give --redact FILE and --redact-key FILE"));
}

TEST_CASE("no claim can be taken out of a redacted account, and a pseudonym stands for whole words") {
    const auto account = [](const std::string& claims, const std::string& title, const std::string& text,
                            const std::string& redacted, const std::string& more = {}) {
        return R"({"provenance":{},"unread":[],"reports":[{"id":"a","sha256":"1","title":null,"text":")" + text +
               "\",\"redacted\":[" + redacted + R"(]}],"stories":[{"id":"s1","title":")" + title +
               R"(","events":[],"figures":[{"id":"f1","claims":[)" + claims + R"(]}],"statements":[])" + more + "}]}";
    };
    const std::string first = R"({"id":"c0123456789","report":"a","field":"text","start":9,"end":12,"low":3})",
                      second = R"({"id":"c9876543210","report":"a","field":"text","start":20,"end":23,"low":9})",
                      place = R"({"field":"text","start":0,"end":3})",
                      evidence = R"({"report":"a","field":"text","start":0,"end":3})",
                      behind = R"({"report":"a","field":"text","start":4,"end":5})";
    const auto differences = [&](const std::string& was, const std::string& now) {
        return compare_without_names(was, now).differences.size();
    };
    const auto claims = [&](const std::string& left) {
        return differences(account(left, "A", "Cat saw it.", place),
                           account(first + "," + second, "A", "Bo saw it.", ""));
    };
    CHECK(claims(first + "," + second) == 0);
    CHECK(claims(first) == 1);
    CHECK(claims("") == 2);
    const auto titles = [&](const std::string& was, const std::string& now) {
        return differences(account("", was, "Cat saw it.", place), account("", now, "Bo saw it.", ""));
    };
    CHECK(titles("A disaster for Cat", "A disaster for Bo") == 0);
    CHECK(titles("“Cat” and cat's", "“Bo” and Bo's") == 0);
    CHECK(titles("A catastrophe", "A disastrophe") == 1);
    CHECK(titles("Copycats", "Copyrights") == 1);
    // Two words may have become one pseudonym, but neither nothing nor more.
    const auto lists = [&](const std::string& was, const std::string& all) {
        return differences(account("", "A", "Cat saw it.", place, ",\"evidence\":[" + was + "]"),
                           account("", "A", "Bo saw it.", "", ",\"evidence\":[" + all + "]"));
    };
    CHECK(lists(evidence, evidence + "," + behind) == 0);
    CHECK(lists(evidence + "," + behind, evidence + "," + behind) == 0);
    CHECK(lists("", evidence) == 1);
    CHECK(lists(evidence + "," + behind, evidence) == 1);
}

TEST_CASE("what was put into an account, or put there twice, is a difference") {
    const Kept kept;
    const std::string account = kept.account("account.json");
    for (const std::string added : {R"("decisions":[{"id":"d1","by":"x"}],)", R"("as_of":{"day":"zzz","left_out":[]},)",
                                    R"("approved":true,)", R"("as_of":null,)"}) {
        const Outcome more = kept.verify(kept.changed(account, "\"reports\":[", added + "\"reports\":["));
        CAPTURE(added);
        CAPTURE(more.out);
        CHECK(more.status == 3);
    }
    const std::string as_of = kept.account("as_of.json", {"--as-of", "2024-02-08"});
    CHECK(kept.verify(as_of).status == 0);
    std::string bytes = read_bytes(as_of);
    const std::size_t start = bytes.find("\"left_out\":[") + 12, end = bytes.find("},", start) + 2;
    bytes.erase(start, end - start);
    kept.write("less.json", bytes);
    const Outcome less = kept.verify(kept / "less.json");
    CAPTURE(less.out);
    CHECK(less.status == 3);
    CHECK(holds(less.out, "cell differs: as_of / left_out / "));
    const std::string twice = R"({"provenance":{},"unread":[],"reports":[],"stories":[)",
                      story = R"({"id":"s1","events":[],"figures":[],"statements":[]})";
    CHECK(compare_accounts(twice + story + "," + story + "]}", twice + story + "]}").differences.size() == 1);
    CHECK(compare_accounts(twice + story + "]}", twice + story + "," + story + "]}").differences.size() == 1);
}

TEST_CASE("a word of redaction where no pseudonym stands excuses nothing") {
    const Kept kept;
    const std::string account =
        kept.changed(kept.account("account.json"), "\"provenance\":{", "\"provenance\":{\"redacted_names\":1,");
    const Outcome forged = kept.verify(kept.changed(account, "Hall falls", "Hall stands"));
    CHECK(forged.status == 3);
    CHECK(holds(forged.out, "made by another: redacted_names"));
    CHECK(holds(forged.out, "Hall stands"));
}

TEST_CASE("a key that is none is an error that names its file") {
    const Kept kept;
    const std::string account = kept.account("account.json");
    kept.shell("openssl genpkey -algorithm ed25519 -out ed.pem");
    kept.write("garbage", "no key\n");
    kept.write("sig", "none");
    for (const std::string name : {"ed.pem", "garbage"}) {
        const Outcome told = run_recount({"verify", account, "--signature", kept / "sig", "--key", kept / name});
        CHECK(told.status == 2);
        CHECK(holds(told.err, name + ": "));
    }
}

TEST_CASE("what is no account is told, and breaks nothing") {
    const Kept kept;
    const std::string deep(100'000, '[');
    for (
        const std::string& bytes :
        {std::string("{}"), std::string("no JSON"), deep,
         std::string(R"({"provenance":{},"reports":[1],"stories":[],"unread":[]})"),
         std::string(
             R"({"provenance":{},"reports":[],"stories":[{"events":[],"figures":[{}],"statements":[]}],"unread":[]})")}) {
        CHECK_THROWS_AS(compare_accounts(bytes, bytes), NoAccount);
        kept.write("none.json", bytes);
        CHECK(kept.verify(kept / "none.json").status == 2);
    }
    CHECK(run_recount({"verify"}).status == 2);
    CHECK(run_recount({"verify", kept / "none.json"}).status == 2);
}

TEST_CASE("a signature of the openssl command is checked, and a file that was changed is not good") {
    const Kept kept;
    const std::string account = kept.account("account.json");
    kept.shell(
        "openssl genpkey -algorithm ed25519 -out ed.pem && openssl pkey -in ed.pem -pubout -out ed.pub && "
        "openssl pkeyutl -sign -rawin -inkey ed.pem -in account.json -out ed.sig && "
        "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ec.pem 2>&1 && "
        "openssl pkey -in ec.pem -pubout -out ec.pub && openssl dgst -sha256 -sign ec.pem -out ec.sig account.json");
    for (const std::string kind : {"ed", "ec"}) {
        const std::vector<std::string> with{"--signature", kept / (kind + ".sig"), "--key", kept / (kind + ".pub")};
        std::vector<std::string> alone{"verify", account};
        alone.insert(alone.end(), with.begin(), with.end());
        const Outcome good = run_recount(alone);
        CHECK(good.status == 0);
        CHECK(good.out == "The signature is good.\n");
        CHECK(kept.verify(account, with).status == 0);
        alone[1] = kept.changed(account, "3500", "3501");
        const Outcome bad = run_recount(alone);
        CHECK(bad.status == 3);
        CHECK(holds(bad.out, "The signature is NOT good: this key did not make"));
    }
    CHECK(run_recount({"verify", account, "--signature", kept / "ed.sig", "--key", kept / "ec.pub"}).status == 3);
    CHECK(run_recount({"verify", account, "--signature", kept / "ed.sig"}).status == 2);
}

TEST_CASE("a signature of minisign is checked with its comment") {
    const std::string bytes = "an account";
    for (const std::string algorithm : {"Ed", "ED"}) {
        const Minisigned made = minisign(bytes, algorithm);
        const SignatureCheck good = check_signature(bytes, made.signature, made.key);
        CHECK(good.good);
        CHECK(good.told == "file:account.json");
        CHECK_FALSE(check_signature("another account", made.signature, made.key).good);
        CHECK_FALSE(check_signature(bytes, minisign(bytes, algorithm).signature, made.key).good);
        std::string other_comment = made.signature;
        other_comment.replace(other_comment.find("file:"), 5, "File:");
        CHECK(check_signature(bytes, other_comment, made.key).told == "the trusted comment is not what was signed");
        for (std::size_t cut = 0; cut < made.signature.size(); cut += 7)
            CHECK_FALSE(check_signature(bytes, made.signature.substr(0, cut), made.key).good);
    }
    CHECK_FALSE(check_signature(bytes, "", "untrusted comment: x\n").good);
    CHECK_FALSE(check_signature(bytes, "", "").good);
}
