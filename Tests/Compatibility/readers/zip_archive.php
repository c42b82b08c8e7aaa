<?php
// ZipArchive; it leaves modes to its caller.
$zip = new ZipArchive;
$opened = $zip->open($argv[1]);
if ($opened !== true) {
    fwrite(STDERR, "ZipArchive: error $opened\n");
    exit(1);
}
exit($zip->extractTo('.') ? 0 : 1);
