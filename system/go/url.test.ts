import { expect, test } from "vitest";
import { parseGoUrl, UrlError } from "./url.ts";

/** Measured with Go 1.26.8 in a module of Go 1.22, `url.Parse`. */
test.each([
  ["::bad", 'parse "::bad": missing protocol scheme'],
  [":", 'parse ":": missing protocol scheme'],
  ["://x", 'parse "://x": missing protocol scheme'],
  ["http://a b/", 'parse "http://a b/": invalid character " " in host name'],
  ["http://a/%zz", 'parse "http://a/%zz": invalid URL escape "%zz"'],
  ["http://a/%", 'parse "http://a/%": invalid URL escape "%"'],
  ["http://a/%4", 'parse "http://a/%4": invalid URL escape "%4"'],
  ["http://%41/", 'parse "http://%41/": invalid URL escape "%41"'],
  ["http://a%20b/", 'parse "http://a%20b/": invalid URL escape "%20"'],
  ["http://a:b/", 'parse "http://a:b/": invalid port ":b" after host'],
  ["http://a:80b/", 'parse "http://a:80b/": invalid port ":80b" after host'],
  ["http://[::1", "parse \"http://[::1\": missing ']' in host"],
  ["http://[::1]:x", 'parse "http://[::1]:x": invalid port ":x" after host'],
  ["http://x[::1]/", 'parse "http://x[::1]/": invalid IP-literal'],
  ["http://[1.2.3.4]/", 'parse "http://[1.2.3.4]/": invalid IP-literal'],
  ["http://[abc]/", 'parse "http://[abc]/": invalid host: ParseAddr("abc"): unable to parse IP'],
  [
    "http://[::g]/",
    'parse "http://[::g]/": invalid host: ParseAddr("::g"): each colon-separated field must have at least one digit (at "g")',
  ],
  ["127.0.0.1:8080/api", 'parse "127.0.0.1:8080/api": first path segment in URL cannot contain colon'],
  ["1a:b", 'parse "1a:b": first path segment in URL cannot contain colon'],
  ["http://us er@host/", 'parse "http://us er@host/": net/url: invalid userinfo'],
  ['http://us"er@host/', 'parse "http://us\\"er@host/": net/url: invalid userinfo'],
  ["http://us%zzer@host/", 'parse "http://us%zzer@host/": invalid URL escape "%zz"'],
  ["http://host/\u0001", 'parse "http://host/\\x01": net/url: invalid control character in URL'],
  ["http://host/", 'parse "http://ho\\x7fst/": net/url: invalid control character in URL'],
  ["http://host/\n", 'parse "http://host/\\n": net/url: invalid control character in URL'],
  ["http://host/x#%zz", 'parse "http://host/x#%zz": invalid URL escape "%zz"'],
  ["http://ho^st/", 'parse "http://ho^st/": invalid character "^" in host name'],
  ["http://ho{st/", 'parse "http://ho{st/": invalid character "{" in host name'],
  ["http://ho|st/", 'parse "http://ho|st/": invalid character "|" in host name'],
  ["http://ho\\st/", 'parse "http://ho\\\\st/": invalid character "\\\\" in host name'],
  ["hätp://x/", 'parse "hätp://x/": first path segment in URL cannot contain colon'],
  ["%zz", 'parse "%zz": invalid URL escape "%zz"'],
  ["http://a`b/", 'parse "http://a`b/": invalid character "`" in host name'],
  ["htt p://x", 'parse "htt p://x": first path segment in URL cannot contain colon'],
  [" http://x", 'parse " http://x": first path segment in URL cannot contain colon'],
  ["http://x ", 'parse "http://x ": invalid character " " in host name'],
  ['"http://x"', 'parse "\\"http://x\\"": first path segment in URL cannot contain colon'],
  ["tcp://[::1]x/", 'parse "tcp://[::1]x/": invalid port "x" after host'],
])("%j is no URL", (text, reason) => {
  let found = "accepted";
  try {
    parseGoUrl(text);
  } catch (error) {
    if (error instanceof UrlError) found = error.message;
  }
  expect(found).toBe(reason);
});

test.each([
  ["", "", "", ""],
  ["*", "*", "", ""],
  ["http://a/b c", "http://a/b%20c", "http", "a"],
  ["http://a:80:90/", "http://a:80:90/", "http", "a:80:90"],
  ["http://a:", "http://a:", "http", "a:"],
  ["http://a:/x", "http://a:/x", "http", "a:"],
  ["http://[::1]:80/x", "http://[::1]:80/x", "http", "[::1]:80"],
  ["localhost:8080/api", "localhost:8080/api", "localhost", ""],
  ["localhost", "localhost", "", ""],
  ["/api", "/api", "", ""],
  ["//host/api", "//host/api", "", "host"],
  ["///x", "///x", "", ""],
  ["a:b", "a:b", "a", ""],
  ["a/b:c", "a/b:c", "", ""],
  ["ftp://x/y", "ftp://x/y", "ftp", "x"],
  ["HTTP://Example.com/X", "http://Example.com/X", "http", "Example.com"],
  ["http:///x", "http:///x", "http", ""],
  ["http:x", "http:x", "http", ""],
  ["https://", "https:", "https", ""],
  ["http://host/x#frag", "http://host/x#frag", "http", "host"],
  ["http://host/x?a=%zz&b c", "http://host/x?a=%zz&b c", "http", "host"],
  ["http://host/x?", "http://host/x?", "http", "host"],
  ["http://höst/ü", "http://h%C3%B6st/%C3%BC", "http", "höst"],
  ["http://<a>/", "http://<a>/", "http", "<a>"],
  ['http://"a"/', 'http://"a"/', "http", '"a"'],
  ["http://host:99999/x", "http://host:99999/x", "http", "host:99999"],
  ["http//host/x", "http//host/x", "", ""],
  ["mailto:a%zz", "mailto:a%zz", "mailto", ""],
  ["unix:///tmp/x", "unix:///tmp/x", "unix", ""],
  ["{CALLBACK}", "%7BCALLBACK%7D", "", ""],
  ["$CALLBACK_URL", "$CALLBACK_URL", "", ""],
  ["<url>", "%3Curl%3E", "", ""],
  ["https:/host/x", "https:/host/x", "https", ""],
  ["a:b@c:d", "a:b@c:d", "a", ""],
  ["pg://a:1:2/", "pg://a:1:2/", "pg", "a:1:2"],
])("%j is a URL", (text, written, scheme, host) => {
  expect(parseGoUrl(text)).toEqual({ text: written, scheme, host });
});

test("a password is not shown", () => {
  expect(parseGoUrl("http://user:pass@host/x").text).toBe("http://user:***@host/x");
});
