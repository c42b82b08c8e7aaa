const fs = require("fs");
const zlib = require("zlib");
const { pipeline } = require("stream/promises");

const file = process.argv[2];
const stages = [fs.createReadStream(file), require("tar-fs").extract(process.cwd())];
if (file.endsWith("gz")) stages.splice(1, 0, zlib.createGunzip());
pipeline(stages);
