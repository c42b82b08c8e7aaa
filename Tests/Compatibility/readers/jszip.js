// JSZip reads; making files is left to its caller.
const fs = require("fs");
const path = require("path");
const JSZip = require("jszip");

JSZip.loadAsync(fs.readFileSync(process.argv[2])).then(async (zip) => {
    for (const [name, entry] of Object.entries(zip.files)) {
        fs.mkdirSync(entry.dir ? name : path.dirname(name), { recursive: true });
        if (!entry.dir) fs.writeFileSync(name, await entry.async("nodebuffer"), { mode: entry.unixPermissions });
    }
});
