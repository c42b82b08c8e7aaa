require("tar").extract({ file: process.argv[2] });
