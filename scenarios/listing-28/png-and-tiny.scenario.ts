import { expect, onePixel, png, scenario } from "#scenario";

scenario(
  "a PNG and an image of one pixel are made into web sizes like any photo",
  {},
  async ({ world, photographer, uploads }) => {
    const [first, second] = uploads;
    if (!first || !second) throw new Error("listing 28 has four photos");
    const odd = [
      { ...first, photo: await world.real("make PNG", () => png("plan.png")) },
      { ...second, photo: await world.real("make pixel", () => onePixel("dot.jpg")) },
    ];
    await photographer.upload(28, odd);
    await photographer.process(28);
    await world.settle();

    await expect(world).toHaveJobRows([{ id: 20, status: "SUCCEEDED", last_error: null }]);
    const large = (await world.objects()).filter(({ key }) => key.includes("/large/"));
    expect(large.map(({ key, contentType }) => [key, contentType])).toEqual([
      ["28/processed/photo/horizontal/large/horizontal-01-plan.png", "image/jpeg"],
      ["28/processed/photo/horizontal/large/horizontal-02-dot.jpg", "image/jpeg"],
    ]);
  },
);
