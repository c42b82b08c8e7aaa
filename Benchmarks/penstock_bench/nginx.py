"""What every nginx of the benchmark is told in front of its own."""

# A format string, up to within http: where it keeps its files, and as whom and for how many connections it runs.
HEAD = """
{user}
daemon off;
worker_processes auto;
worker_rlimit_nofile {descriptors};
pid {run}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 8192; }}
http {{
    access_log off;
    client_body_temp_path {run}/body;
    fastcgi_temp_path     {run}/fastcgi;
    proxy_temp_path       {run}/proxy;
    scgi_temp_path        {run}/scgi;
    uwsgi_temp_path       {run}/uwsgi;
    geo $dollar {{ default "$"; }}
"""
