require 'archive/tar/minitar'
require 'zlib'

File.open(ARGV[0], 'rb') do |file|
  Archive::Tar::Minitar.unpack(ARGV[0].end_with?('gz') ? Zlib::GzipReader.new(file) : file, '.')
end
