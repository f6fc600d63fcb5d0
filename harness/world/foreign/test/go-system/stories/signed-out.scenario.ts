import { expect, scenario } from "#scenario";

scenario("the Go server remembers in Redis who signed out", {}, async ({ photographer }) => {
  await photographer.signIn();
  expect((await photographer.listMedia(28)).status).toBe(200);
  expect((await photographer.signOut()).status).toBe(200);
  const answer = await photographer.listMedia(28);
  expect(answer.status).toBe(401);
  expect(answer.json).toMatchObject({ message: "Access token revoked" });
});
