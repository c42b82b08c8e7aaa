// yauzl in the hands of extract-zip.
require("extract-zip")(process.argv[2], { dir: process.cwd() });
