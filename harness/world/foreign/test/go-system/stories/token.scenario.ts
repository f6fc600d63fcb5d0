import { expect, scenario } from "#scenario";

scenario("an access token of the Go server lives 15 minutes", {}, async ({ world, photographer }) => {
  await photographer.signIn();
  await world.advance(14 * 60_000);
  expect((await photographer.listMedia(28)).status).toBe(200);
  await world.advance(61_000);
  const answer = await photographer.listMedia(28);
  expect(answer.status).toBe(401);
  expect(answer.json).toEqual({ code: 401, details: null, message: "Invalid access token" });
});
