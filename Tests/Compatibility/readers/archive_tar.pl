use strict;
use warnings;
use Archive::Tar;

my $tar = Archive::Tar->new($ARGV[0]) or die Archive::Tar->error;
$tar->extract or die $tar->error;
