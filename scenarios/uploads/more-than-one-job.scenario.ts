import { DEAD_LETTER_QUEUE, expect, FUNCTIONS, failFunction, scenario } from "#scenario";

scenario(
  "sixty-one photos wait: no job takes more than may be uploaded in one call, so they are two",
  {},
  async ({ world, photographer, uploads }) => {
    const [first] = uploads;
    if (!first) throw new Error("listing 28 has four photos");
    const batch = Array.from({ length: 60 }, (_, index) => ({ ...first, sequence: index + 2 }));
    await photographer.requestUploads(28, batch);
    await photographer.upload(28, [first]);
    // One object is enough for all of them here.
    await world.database.execute(
      "UPDATE media_assets SET s3_key_raw = '28/raw/photo/horizontal/horizontal-01-IMG_2907.jpg'",
    );
    const broken = { times: Number.POSITIVE_INFINITY, errorType: "Runtime.ExitError" };
    failFunction(world, FUNCTIONS.validate, broken);
    await photographer.process(28);
    await world.settle();

    const messages = await world.messages(DEAD_LETTER_QUEUE);
    const assets = messages.map((message) => (JSON.parse(message) as { assets: unknown[] }).assets.length);
    expect(assets.toSorted()).toEqual([1, 60]);
    await expect(world).toHaveJobRows([{ id: 20 }, { id: 21 }]);
  },
);
