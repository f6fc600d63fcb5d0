import { expect, scenario } from "#scenario";

const LIST = "/api/v2/listings/media";

// docs/contract/logs.md 1.
scenario(
  "every request begins and ends with a line: who asked for what, and how it was answered",
  {},
  async ({ world, photographer, uploads }) => {
    await photographer.signIn();
    await photographer.listMedia(28);
    const path = { method: "GET", path: LIST };
    await expect(world).toHaveLogged("INFO", "Request received", path);
    const received = world.logs("server").filter(({ message }) => message === "Request received");
    for (const { fields } of received) expect(Object.fromEntries(fields).remote_addr).toMatch(/^127\.0\.0\.1:\d+$/);
    const [line] = world
      .logs("server")
      .filter(
        ({ message, fields }) =>
          message === "HTTP Request" && fields.some(([name, value]) => name === "path" && value === LIST),
      );
    const names = line?.fields.map(([name]) => name);
    expect(names).toEqual([
      "request_id",
      "request_id",
      "method",
      "path",
      "status",
      "duration",
      "size",
      "client_ip",
      "user_agent",
      "trace_id",
      "span_id",
      "query",
      "user_id",
      "user_role_id",
    ]);
    const fields = Object.fromEntries(line?.fields ?? []);
    expect(fields).toMatchObject({
      ...path,
      status: 200,
      client_ip: "127.0.0.1",
      user_agent: "listing-app",
      query: "listingIdentityId=28",
      user_id: 5,
      user_role_id: 105,
      trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      span_id: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    // Nanoseconds: some milliseconds at least, and no minute.
    expect(fields.duration).toBeGreaterThan(1_000_000);
    expect(fields.duration).toBeLessThan(1_000_000_000);

    await photographer.listMedia(99);
    await expect(world).toHaveLogged("INFO", "HTTP Response", { path: LIST, status: 404, size: 57 });
    await photographer.request("GET", "/nope");
    await expect(world).toHaveLogged("INFO", "HTTP Response", { path: "/nope", status: 404 });
    await expect(world).toHaveLogged("INFO", "permission.check.allowed", { user_id: 5, permission_id: 122 });

    // A long body goes in chunks, so its length is not announced (docs/contract/http-api.md 2).
    const [first] = uploads;
    if (!first) throw new Error("listing 28 has four photos");
    const short = await photographer.listMedia(28);
    expect(short.headers["content-length"]).toBe(String(short.text.length));
    await photographer.requestUploads(
      28,
      [1, 2, 3, 4, 5, 6, 7, 8].map((sequence) => ({ ...first, sequence })),
    );
    const long = await photographer.listMedia(28);
    expect(long.text.length).toBeGreaterThan(2048);
    expect(long.headers["content-length"]).toBeUndefined();
  },
);
