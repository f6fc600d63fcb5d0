import { expect, scenario, uploadProcessed } from "#scenario";

scenario(
  "a download URL lives an hour: then S3 refuses it, and a fresh one works",
  {},
  async ({ world, photographer, owner, uploads }) => {
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    await photographer.complete(28);
    await world.settle();
    const ask = async (): Promise<string> => {
      await owner.signIn();
      const wanted = [{ assetType: "ZIP", sequence: 1, resolution: "zip" }];
      const { urls } = (await owner.downloadUrls(28, wanted)).json as { urls: { url: string; expiresIn: number }[] };
      expect(urls).toMatchObject([{ expiresIn: 3600 }]);
      return urls[0]?.url ?? "";
    };
    const url = await ask();
    await world.advance(59 * 60_000);
    expect((await owner.fetch(url)).status).toBe(200);
    await world.advance(2 * 60_000);
    const refused = await owner.fetch(url);
    expect(refused.status).toBe(403);
    expect(refused.body.toString()).toContain("<Message>Request has expired</Message>");
    expect((await owner.fetch(await ask())).status).toBe(200);
  },
);
