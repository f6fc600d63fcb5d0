import {
  AddLayerVersionPermissionCommand,
  DeleteLayerVersionCommand,
  GetLayerVersionByArnCommand,
  GetLayerVersionCommand,
  GetLayerVersionPolicyCommand,
  ListLayersCommand,
  ListLayerVersionsCommand,
  PublishLayerVersionCommand,
  RemoveLayerVersionPermissionCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { expect, test } from "vitest";
import { installWorldGlobals } from "../../../clock/globals.ts";
import { withFunction } from "./deployed-worker.ts";
import { smallPackage } from "./small-package.ts";

installWorldGlobals();

const ARN = "arn:aws:lambda:us-east-1:123456789012:layer:words";
const refused = (promise: Promise<unknown>) => expect(promise).rejects;
const HANDLER = { "handler.py": "import words\ndef handler(event, context):\n    return words.WORD\n" };
const LayerName = "words";

test("a function finds what its layers have, and keeps a version that was deleted", () =>
  withFunction({ files: HANDLER }, async ({ client, invoke }) => {
    const publish = async (word: string, name = LayerName) => {
      const ZipFile = await smallPackage({ "python/words.py": `WORD = "${word}"\n` });
      const CompatibleRuntimes = ["python3.12" as const];
      return client.send(new PublishLayerVersionCommand({ LayerName: name, Content: { ZipFile }, CompatibleRuntimes }));
    };
    const first = await publish("one");
    expect(first).toMatchObject({ LayerArn: ARN, LayerVersionArn: `${ARN}:1`, Version: 1, Description: "" });
    expect(first.Content).toMatchObject({ CodeSize: expect.any(Number), CodeSha256: expect.any(String) });
    await publish("other");
    const LATER = ARN.replace(LayerName, "later");
    await publish("two", "later");
    const use = (...Layers: string[]) =>
      client.send(new UpdateFunctionConfigurationCommand({ FunctionName: "worker", Layers }));
    expect((await use(`${ARN}:1`)).Layers).toEqual([{ Arn: `${ARN}:1`, CodeSize: first.Content?.CodeSize }]);
    expect((await invoke()).payload).toBe('"one"');
    await refused(use(`${ARN}:1`, `${ARN}:2`)).toThrow("Two different versions of the same layer are not allowed");
    await refused(use(...[1, 2, 3, 4, 5, 6].map((name) => `${ARN}${name}:1`))).toThrow("Cannot reference more than 5");
    await use(`${ARN}:1`, `${LATER}:1`);
    expect((await invoke()).payload).toBe('"two"');
    await client.send(new DeleteLayerVersionCommand({ LayerName: "later", VersionNumber: 1 }));
    expect((await invoke()).payload).toBe('"two"');
    await refused(use(`${LATER}:1`)).toMatchObject({ message: `Layer version ${LATER}:1 does not exist.` });
    const none = new DeleteLayerVersionCommand({ LayerName, VersionNumber: 0 });
    await refused(client.send(none)).toThrow("Layer Version Cannot be less than 1.");
    expect((await publish("three")).Version).toBe(3);
  }));

test("layers are listed, the youngest version first, and described", () =>
  withFunction({ files: HANDLER }, async ({ client }) => {
    const ZipFile = await smallPackage({ "python/words.py": "" });
    const publish = (name: string, more: object = {}) =>
      client.send(new PublishLayerVersionCommand({ LayerName: name, Content: { ZipFile }, ...more }));
    await publish("words", { CompatibleRuntimes: ["python3.12"], LicenseInfo: "MIT" });
    await publish("words");
    await publish("other");
    const { LayerVersions } = await client.send(new ListLayerVersionsCommand({ LayerName }));
    expect(LayerVersions?.map(({ Version }) => Version)).toEqual([2, 1]);
    const { Layers } = await client.send(new ListLayersCommand({}));
    expect(Layers?.map((layer) => [layer.LayerName, layer.LatestMatchingVersion?.Version])).toEqual([
      ["other", 1],
      ["words", 2],
    ]);
    const matching = await client.send(new ListLayersCommand({ CompatibleRuntime: "python3.12" }));
    expect(matching.Layers?.map((layer) => layer.LatestMatchingVersion?.Version)).toEqual([1]);
    const described = { LayerVersionArn: `${ARN}:1`, LicenseInfo: "MIT", CompatibleRuntimes: ["python3.12"] };
    expect(await client.send(new GetLayerVersionCommand({ LayerName, VersionNumber: 1 }))).toMatchObject(described);
    expect(await client.send(new GetLayerVersionByArnCommand({ Arn: `${ARN}:1` }))).toMatchObject(described);
    await refused(client.send(new GetLayerVersionCommand({ LayerName, VersionNumber: 9 }))).toMatchObject({
      name: "ResourceNotFoundException",
      message: "The resource you requested does not exist.",
    });
  }));

test("who may use a layer is a policy of its version", () =>
  withFunction({ files: HANDLER }, async ({ client }) => {
    const ZipFile = await smallPackage({ "python/words.py": "" });
    await client.send(new PublishLayerVersionCommand({ LayerName, Content: { ZipFile } }));
    const at = { LayerName, VersionNumber: 1 };
    const grant = { StatementId: "all", Action: "lambda:GetLayerVersion", Principal: "*" };
    await client.send(new AddLayerVersionPermissionCommand({ ...at, ...grant }));
    const policy = () => client.send(new GetLayerVersionPolicyCommand(at));
    expect(JSON.parse((await policy()).Policy ?? "")).toMatchObject({
      Statement: [{ Sid: "all", Principal: "*", Action: "lambda:GetLayerVersion", Resource: `${ARN}:1` }],
    });
    await client.send(new RemoveLayerVersionPermissionCommand({ ...at, StatementId: "all" }));
    await refused(policy()).toMatchObject({
      name: "ResourceNotFoundException",
      message: "No policy is associated with the given resource.",
    });
    await refused(
      client.send(new AddLayerVersionPermissionCommand({ ...at, VersionNumber: 2, ...grant })),
    ).toMatchObject({ name: "ResourceNotFoundException", message: `Layer version ${ARN}:2 does not exist.` });
  }));
