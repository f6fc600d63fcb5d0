import { expect, scenario } from "#scenario";

scenario(
  "a callback with a wrong signature is refused and changes nothing",
  {},
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    const body = Buffer.from(JSON.stringify({ jobId: 20, listingIdentityId: 28, status: "FAILED" }));
    const answer = await world.sendToServer("forger", {
      method: "POST",
      path: "/api/v2/listings/media/callback",
      headers: { host: world.serverUrl.host, "content-type": "application/json", "x-toq-signature": "00".repeat(32) },
      body,
    });
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.body.toString())).toEqual({
      code: 401,
      details: null,
      message: "invalid callback signature",
    });
    await expect(world).toHaveJobRows([{ id: 20, completed_at: null }]);
    await world.settle();
    await expect(world).toHaveJobRows([{ id: 20, status: "SUCCEEDED" }]);
  },
);
