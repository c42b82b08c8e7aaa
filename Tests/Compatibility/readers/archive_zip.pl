use strict;
use warnings;
use Archive::Zip qw(:ERROR_CODES);

my $zip = Archive::Zip->new;
exit 1 unless $zip->read($ARGV[0]) == AZ_OK && $zip->extractTree == AZ_OK;
